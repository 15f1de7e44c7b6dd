#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests, after installing one if that is possible here: where there is a choice,
# the one without windows, which spends a third less of the processor's time on the same pages.
# Nothing is printed where there is none: the tests that need it then skip, and say why.
set -uo pipefail

find_any() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$1"; } >&2
}

command -v chromium-headless-shell && exit
install chromium-headless-shell && command -v chromium-headless-shell && exit
find_any && exit
install chromium && find_any && exit
echo "browser.sh: no Chromium here, browser tests will be skipped" >&2
