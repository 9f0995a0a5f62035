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
    python=${PYTHON:-python3}
    stop "Python 3.11 or newer is needed, and $python is $("$python" --version 2>/dev/null || echo not here)."
}

# set_up LOCKFILE [PACKAGE-GROUP …]: groups are those of bin/machine.py.
set_up() {
    lock="$top/$1"
    shift
    find_python
    install_system_packages "$@"
    is_whole || make_venv
    cmp -s "$lock" "$venv/$(basename "$lock")" || install_lock
}

install_system_packages() {
    missing=$("$python" "$top/bin/machine.py" "$@") || exit 1
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || stop "Install these with your system's package manager: $missing."
    install="apt-get update; apt-get install -y --no-install-recommends $missing"
    [ "$(id -u)" = 0 ] || stop "Type this first: $(as_root) '$install'"
    echo "Installing $missing …"
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    sh -c "$install" >"$log" 2>&1 </dev/null ||
        stop "apt-get could not install $missing: is there a network? See $log."
    rm -f "$log"
}

# A minimal Debian has no sudo.
as_root() {
    if command -v sudo >/dev/null; then echo "sudo sh -c"; else echo "su - -c"; fi
}

# Ubuntu's Chromium is no package, and without root nothing can be installed: their tests are skipped.
for_root_on_debian() {
    [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && echo "$@"
}

# What was cut short before its first lock file was installed is made anew.
is_whole() {
    ls "$venv"/requirements*.txt >/dev/null 2>&1 && "$venv/bin/python" -c '' 2>/dev/null
}

make_venv() {
    refuse_closed "$top"
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 || stop "No virtual environment can be made in $venv."
}

# A checkout may be another user's.
refuse_closed() {
    [ -w "$1" ] || stop "Nothing can be installed in $1: run this as the user it belongs to, or in a clone of your own."
}

install_lock() {
    refuse_closed "$venv"
    echo "Installing the packages of $(basename "$lock") …"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --requirement "$lock" >"$venv/pip.log" 2>&1 </dev/null ||
        stop "The packages could not be installed: is there a network? See $venv/pip.log."
    cp "$lock" "$venv/"
}

# embedded COMMAND …: until it listens for Ctrl-C itself that just ends it, without a traceback of what it was reading.
embedded() {
    cd "$top" && exec "$venv/bin/python" -c 'import runpy, signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
runpy.run_module("zorgportaal.embedded", run_name="__main__")' "$@"
}
