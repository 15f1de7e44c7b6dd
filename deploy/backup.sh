#!/usr/bin/env bash
# Back everything up into FOLDER, under today's date, and keep the newest BACKUP_KEEP (14) backups.
# Run as the product's user with its settings in the environment; icabinet-backup.service does so.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?the folder to back up into}
keep=${BACKUP_KEEP:-14}
name=$folder/icabinet-$(date +%Y%m%d-%H%M%S)
export PATH=$PWD/.venv/bin:$PATH

case ${ICABINET_DATABASE_URL:-sqlite} in
postgresql*)
    # The dump first: papers that are copied after it are at least those that it speaks of.
    pg_dump --dbname="postgresql://${ICABINET_DATABASE_URL#*://}" --format=custom \
        --exclude-table-data=sealed_ballots --file="$name.part"
    storage=${ICABINET_DATA_DIR:?}/storage
    mkdir --parents "$storage/originals" "$storage/converted"
    tar --create --file="$name.papers.part" --directory="$storage" originals converted
    mv "$name.papers.part" "$name.papers.tar"
    mv "$name.part" "$name.dump"
    ;;
*) flask --app wsgi backup "$name.tar" ;;
esac

# By name, which is by age. What stopped in the middle goes too, one day later.
shopt -s nullglob
for kind in dump papers.tar tar; do
    made=("$folder"/icabinet-????????-??????."$kind")
    for ((i = 0; i < ${#made[@]} - keep; i++)); do rm -- "${made[i]}"; done
done
find "$folder" -maxdepth 1 -name 'icabinet-*.part' -mmin +1440 -delete
