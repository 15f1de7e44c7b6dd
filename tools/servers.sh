#!/usr/bin/env bash
# Have the servers that the tests and `make cluster` start for themselves (PostgreSQL, Redis, Mosquitto, nginx), and what the tests
# look with and faults are made with; install them if that is possible here. Where one is missing, the tests that need it skip, and say why.
set -uo pipefail

# Debian keeps PostgreSQL's programs off the path.
have_postgresql() { command -v postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres'; }

missing=()
have_postgresql >/dev/null || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
# What looks over the installation's scripts, watches what the server reaches for, and gives Chromium an authority.
command -v shellcheck >/dev/null || missing+=(shellcheck)
command -v certutil >/dev/null || missing+=(libnss3-tools)
command -v faketime >/dev/null || missing+=(faketime)
command -v strace >/dev/null || missing+=(strace)
# A token to sign with, made of software.
command -v softhsm2-util >/dev/null || missing+=(softhsm2)
# Another program that draws PDF files, to compare exported papers with.
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
command -v ip >/dev/null || [ -x /usr/sbin/ip ] || missing+=(iproute2)
# What converts Office files, and the fonts that are as wide as Word's and have every Vietnamese letter.
[ -x /usr/lib/libreoffice/program/soffice.bin ] || missing+=(libreoffice-writer-nogui)
[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing+=(libreoffice-calc-nogui)
[ -e /usr/lib/libreoffice/program/libPresenterScreenlo.so ] || missing+=(libreoffice-impress-nogui)
compgen -G '/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf' >/dev/null || missing+=(fonts-liberation2)
[ "${#missing[@]}" = 0 ] && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"; } >&2 && exit
fi
echo "servers.sh: without ${missing[*]}: what needs them cannot run here" >&2
