# Sourced by the other scripts: finds a Python, makes .venv and installs a lock file into it.
# Nothing here needs more than a shell and a Python.

top=$(cd "$(dirname "$0")/.." && pwd)
venv="$top/.venv"

stop() {
    echo "$1" >&2
    exit 1
}

# The first Python on the path that is new enough; PYTHON names another one.
find_python() {
    for python in ${PYTHON:-python3 python3.12 python3.11 python3.13 python3.14}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    stop "Python 3.11 or newer is needed, and $(python3 --version 2>/dev/null || echo none) is what is here."
}

# set_up LOCKFILE [PACKAGE-GROUP …]: groups are those of bin/machine.py.
set_up() {
    lock="$top/$1"
    shift
    find_python
    install_system_packages "$@"
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null || make_venv
    cmp -s "$lock" "$venv/$(basename "$lock")" || install_lock
}

install_system_packages() {
    missing=$("$python" "$top/bin/machine.py" "$@") || exit 1
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || stop "Install these with your system's package manager: $missing."
    [ "$(id -u)" = 0 ] || stop "Type this first: sudo apt-get install -y $missing"
    echo "Installing $missing …"
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 (a list of names)
    { apt-get update; apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null ||
        stop "apt-get could not install $missing: is there a network? See $log."
    rm -f "$log"
}

# Ubuntu's Chromium is no package, and without root nothing can be installed: their tests are skipped.
for_root_on_debian() {
    [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && echo "$@"
}

make_venv() {
    "$python" -m venv --clear "$venv" >/dev/null || stop "No virtual environment can be made in $venv."
}

install_lock() {
    echo "Installing the packages of $(basename "$lock") …"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --requirement "$lock" >"$venv/pip.log" 2>&1 </dev/null ||
        stop "The packages could not be installed: is there a network? See $venv/pip.log."
    cp "$lock" "$venv/"
}
