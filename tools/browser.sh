#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests, after installing one if that is possible here.
# Nothing is printed where there is none: the tests that need it then skip, and say why.
set -uo pipefail

find_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

install_chromium() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium
}

find_chromium && exit
install_chromium >&2 && find_chromium && exit
echo "browser.sh: no Chromium here, browser tests will be skipped" >&2
