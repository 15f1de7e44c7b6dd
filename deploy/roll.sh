#!/usr/bin/env bash
# Start the web processes of this machine anew, one after the other: each is waited for until it can serve, so that
# there is always one that does. Stops at the first that cannot. Run as root.
set -euo pipefail

patience=${ROLL_PATIENCE_S:-60}
mapfile -t units < <(systemctl list-units --plain --no-legend --state=active 'icabinet-web@*' | cut -d' ' -f1)
[ "${#units[@]}" -gt 0 ] || { echo "roll.sh: no icabinet-web@ runs here" >&2; exit 1; }

for unit in "${units[@]}"; do
    port=${unit#icabinet-web@}
    port=${port%.service}
    systemctl restart "$unit"
    deadline=$((SECONDS + patience))
    until curl --silent --fail --output /dev/null --max-time 5 "http://127.0.0.1:$port/readyz"; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            echo "roll.sh: $unit is not ready after $patience s; the others were left as they are" >&2
            exit 1
        fi
        sleep 0.5
    done
    echo "$unit serves again"
done
