#!/bin/sh
# Rapport's commands: sets up what is missing, then runs. Needs sh; on Debian it installs the rest.
set -eu

usage() {
    cat <<'EOF'
Usage: sh run.sh COMMAND

  demo [--fresh] [--port N] [--nation XX]
        Serve Rapport with sample data and print the address and a sign-in for each role.
        A second start keeps the data; --fresh starts over. --nation is the own nation
        (two letters, ISO 3166; default US), --port the port (default 5000).
  test [ARGUMENTS FOR PYTEST]
        Lint, check types, look for unused names, and run all tests, browser tests included,
        in as many processes as there are cores, up to four; -n 1 or -n 0 keeps to one.
  bench [--events N] [--rounds N] [--json FILE] [--postgres | --database URL]
        Measure processor time beside its limits and print the ratios, on SQLite, on a
        PostgreSQL started for it, or in an empty database of your own.
  mutants [--number N] [--seed N] [--only PATH] [--seconds N] [--again]
        Put small faults into the code, one at a time, and say which of them no test notices;
        an hour or two for the usual 400; a run that was stopped goes on where it was.
  help  Show this text.

RAPPORT_INSTANCE  folder for the database and the secrets of the demo (default: instance)
RAPPORT_HOST      address that the demo listens on (default: 127.0.0.1)
PLANNER_CHROMIUM  the Chromium that the browser tests drive (default: the one in PATH)
EOF
}

say() { printf '%s\n' "$*"; }

die() {
    printf 'run.sh: %s\n' "$*" >&2
    exit 1
}

# --- Where things are -----------------------------------------------------------------------

caller=$(pwd)
root=$(cd "$(dirname "$0")" && pwd)
cd "$root"
# A folder named by the caller is meant as seen from where the caller stands.
case ${RAPPORT_INSTANCE:-} in
    '') instance=$root/instance ;;
    /*) instance=$RAPPORT_INSTANCE ;;
    *) instance=$caller/$RAPPORT_INSTANCE ;;
esac
host=${RAPPORT_HOST:-127.0.0.1}
venv=$root/.venv
python=$venv/bin/python
setup_log=$instance/setup.log
server_log=$instance/server.log
reading_log=$instance/reading.log
database=$instance/rapport.sqlite
sign_ins=$instance/demo-sign-ins.txt

make_instance() { # for its owner alone: the folder 700, the logs 600
    (umask 077 && mkdir -p "$instance" && : >>"$setup_log" && : >>"$server_log") 2>/dev/null ||
        die "The folder $instance cannot be written to; set RAPPORT_INSTANCE to one that can."
}

# --- Debian packages ------------------------------------------------------------------------

may_install() {
    [ "$(id -u)" -eq 0 ] && return
    command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

known() { # names; of one written a|b, which releases call differently, the first that is known
    for name in "$@"; do
        for called in $(printf '%s' "$name" | tr '|' ' '); do
            apt-cache show "$called" >/dev/null 2>&1 && break
        done
        printf '%s ' "$called"
    done
}

install_debian_packages() { # names
    command -v apt-get >/dev/null 2>&1 ||
        die "Install these with your system's package manager, then run again: $*"
    may_install ||
        die "Rights to install are missing; ask an administrator to run:" \
            "apt-get install $(known "$@")"
    say "Installing Debian packages: $(known "$@")…"
    as_root apt-get update >>"$setup_log" 2>&1 || true # an old list may still do
    # shellcheck disable=SC2046  # the names are meant to be split
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $(known "$@") >>"$setup_log" 2>&1 ||
        die "The Debian packages $* could not be installed; connect to a network or set up a" \
            "package mirror, then run again (details: $setup_log)."
}

has_library() { # name
    PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | grep -qF "$1"
}

has_font() { # file name
    for fonts in /usr/share/fonts /usr/local/share/fonts ~/.local/share/fonts ~/.fonts; do
        [ -z "$(find -L "$fonts" -name "$1" -print -quit 2>/dev/null)" ] || return 0
    done
    return 1
}

packages_for_browser_tests() {
    if [ -z "${PLANNER_CHROMIUM:-}" ]; then
        command -v chromium >/dev/null 2>&1 || printf ' chromium'
    fi
    # Playwright's driver needs it, and without it stops with a misleading broken pipe.
    has_library libatomic.so.1 || printf ' libatomic1'
    # Pages are measured in the widest and in the narrowest face (tests/browser/faces.py).
    has_font DejaVuSans.ttf || printf ' fonts-dejavu-core'
    has_font LiberationSansNarrow-Regular.ttf ||
        printf ' fonts-liberation-sans-narrow|fonts-liberation'
}

# --- Python packages ------------------------------------------------------------------------

stamp() { # lock file; what a part of .venv was made from
    { sha256sum <"$1" 2>/dev/null || shasum -a 256 <"$1"; }
    say "$root"
}

is_made_from() { # lock file
    [ -f "$venv/stamp-${1##*/}" ] && [ "$(stamp "$1")" = "$(cat "$venv/stamp-${1##*/}")" ] &&
        "$python" -c '' 2>/dev/null
}

is_recent() { # python
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_venv() { # with the first Python that really can
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        command -v "$candidate" >/dev/null 2>&1 && is_recent "$candidate" || continue
        "$candidate" -m venv --clear "$venv" >>"$setup_log" 2>&1 &&
            "$python" -m pip --version >>"$setup_log" 2>&1 && return
    done
    return 1
}

install_python_packages() { # lock file
    if ! "$python" -m pip install --quiet --no-input --disable-pip-version-check --retries 2 \
        --require-hashes -r "$1" >>"$setup_log" 2>&1; then
        if grep -q 'DO NOT MATCH THE HASHES' "$setup_log"; then
            die "A downloaded package is not the one in $1 (details: $setup_log)."
        elif grep -q 'No space left on device' "$setup_log"; then
            die "The disk is full; make room, then run again (details: $setup_log)."
        fi
        die "The packages could not be downloaded; connect to a network or set up a package" \
            "mirror, then run again (details: $setup_log)."
    fi
    stamp "$1" >"$venv/stamp-${1##*/}"
}

write_planner_command() { # Rapport runs from the checkout and is not itself installed
    cat >"$venv/bin/planner" <<EOF
#!/bin/sh
'''exec' "$python" "\$0" "\$@"
' '''
import sys

sys.path[0] = """$root"""
from planner.cli import main

main()
EOF
    chmod 755 "$venv/bin/planner"
}

set_up() { # Debian packages that the command needs besides Python
    make_instance
    if is_made_from requirements.lock; then
        [ $# -eq 0 ] || install_debian_packages "$@"
        return
    fi
    { mkdir -p "$venv" && [ -w "$venv" ]; } 2>/dev/null ||
        die "The folder $root cannot be written to; use a copy that you may write."
    : >"$setup_log"
    if ! make_venv; then
        install_debian_packages python3 python3-venv "$@"
        make_venv || die "Python 3.11 or newer with venv is needed and was not found" \
            "(details: $setup_log)."
    elif [ $# -gt 0 ]; then
        install_debian_packages "$@"
    fi
    say "Installing Python packages (once, about a minute) …"
    write_planner_command
    install_python_packages requirements.lock
}

set_up_tests() { # Debian packages that the tests need
    set_up "$@"
    is_made_from requirements-dev.lock && return
    say "Installing what the tests need besides (once, about a minute) …"
    : >"$setup_log"
    install_python_packages requirements-dev.lock
}

set_up_mutants() {
    # shellcheck disable=SC2046  # the names are meant to be split
    set_up_tests $(packages_for_browser_tests)
    is_made_from tests/mutants/requirements-mutants.lock && return
    say "Installing what putting faults in needs besides (once) …"
    : >"$setup_log"
    install_python_packages tests/mutants/requirements-mutants.lock
}

# --- demo -----------------------------------------------------------------------------------

check_port() { # before anything slow, if there is a Python to ask with
    for asker in "$python" python3 /usr/bin/python3 ''; do
        [ -n "$asker" ] && "$asker" -c '' 2>/dev/null && break
    done
    [ -n "$asker" ] || return 0
    "$asker" - "$host" "$port" <<'EOF' || exit 1
import errno, socket, sys

host, port = sys.argv[1], int(sys.argv[2])
family = socket.AF_INET6 if ":" in host else socket.AF_INET
with socket.socket(family, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(
                f"run.sh: Port {port} is in use; stop what uses it, or choose another with --port N."
            )
        if error.errno == errno.EACCES:
            sys.exit(f"run.sh: Port {port} needs more rights; choose one above 1023 with --port N.")
        sys.exit(f"run.sh: Cannot listen on {host} port {port}: {error.strerror or error}.")
EOF
}

wait_until_it_answers() { # process id of the server
    "$python" - "$address" "$1" <<'EOF'
import os, sys, time, urllib.error, urllib.request

address, server = sys.argv[1], int(sys.argv[2])
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for _ in range(300):
    try:
        os.kill(server, 0)
        with opener.open(address + "health", timeout=10):
            sys.exit(0)
    except ProcessLookupError:
        sys.exit(1)
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{address}health answers {refusal.code} {refusal.reason}")
    except OSError:
        time.sleep(0.2)
sys.exit(f"{address}health gave no answer within a minute")
EOF
}

stop_server() {
    trap '' INT TERM HUP
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    say "Rapport has stopped."
    exit 0
}

load_sample_data() {
    say "Preparing the database …"
    "$venv/bin/planner" migrate >/dev/null || die "The database could not be prepared."
    if [ -s "$sign_ins" ]; then
        [ -z "$nation" ] ||
            say "The data of the last start is kept; for another nation add --fresh."
        return
    fi
    say "Loading sample data for ${nation:-US} (once) …"
    "$venv/bin/planner" demo --nation "${nation:-US}" >/dev/null || exit 1
    [ -s "$sign_ins" ] || die "The sign-ins are missing: $sign_ins was not written."
}

serve() {
    case $host in
        *:*) bind="[$host]:$port" ;;
        *) bind=$host:$port ;;
    esac
    case $host in
        0.0.0.0 | ::) address=http://127.0.0.1:$port/ ;;
        *) address=http://$bind/ ;;
    esac
    say "Starting the server …"
    server=''
    trap stop_server INT TERM HUP
    "$python" -m gunicorn wsgi:app --bind "$bind" >"$server_log" 2>&1 & # as gunicorn.conf.py says
    server=$!
    if ! wait_until_it_answers "$server"; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
        tail -n 40 "$server_log" >&2
        die "The server did not start (details: $server_log)."
    fi
    say "address: $address"
    cat "$sign_ins"
    say "Stop it with Ctrl-C. Its log: $server_log"
    wait "$server" || true
    die "The server has stopped by itself (details: $server_log)."
}

demo() {
    fresh=''
    port=5000
    nation=''
    while [ $# -gt 0 ]; do
        case $1 in
            --fresh) fresh=yes ;;
            --port=* | --nation=*)
                option=${1%%=*}
                value=${1#*=}
                shift
                set -- "$option" "$value" "$@"
                continue
                ;;
            --port | --nation)
                [ $# -ge 2 ] || die "$1 needs a value; see sh run.sh help."
                if [ "$1" = --port ]; then port=$2; else nation=$2; fi
                shift
                ;;
            *) die "demo does not know $1; see sh run.sh help." ;;
        esac
        shift
    done
    case $port in
        '' | *[!0-9]* | ??????*) die "--port needs a number from 1 to 65535, not \"$port\"." ;;
    esac
    { [ "$port" -ge 1 ] && [ "$port" -le 65535 ]; } ||
        die "--port needs a number from 1 to 65535, not \"$port\"."
    nation=$(printf '%s' "$nation" | tr '[:lower:]' '[:upper:]')
    case $nation in
        '' | [A-Z][A-Z]) ;;
        *) die "--nation needs the two letters of a nation, for instance GB, not \"$nation\"." ;;
    esac

    check_port
    set_up
    check_port
    RAPPORT_INSTANCE=$instance
    export RAPPORT_INSTANCE
    # The demo keeps to its own database on plain HTTP, whatever is set for a real deployment.
    unset RAPPORT_HOST RAPPORT_ENV RAPPORT_DATABASE_URL RAPPORT_BASE_URL
    if [ -n "$fresh" ]; then
        # A nation without sample data must not cost the data of another.
        "$venv/bin/planner" demo --check --nation "${nation:-US}" || exit 1
        rm -f "$database" "$database"-* "$sign_ins" "$instance/secret-key" "$instance/password-salt"
    fi
    # Sign-ins without their database belong to nothing.
    [ -e "$database" ] || rm -f "$sign_ins"
    load_sample_data
    serve
}

# --- test -----------------------------------------------------------------------------------

step() { # name, command …
    step_name=$1
    shift
    say "== $step_name"
    "$@" || die "The step \"$step_name\" failed."
}

workers() { # arguments for pytest; how many processes share the files, where they do not say
    for argument in "$@"; do
        case $argument in -n* | --numprocesses* | --dist* | --pdb* | -p) return ;; esac
    done
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
    [ "$cores" -le 4 ] || cores=4
    [ "$cores" -lt 2 ] || printf '%s' "-n $cores --dist loadfile --no-loadscope-reorder"
}

read_through() { # what is looked at without being run
    step "mypy" "$python" -m mypy planner wsgi.py
    step "nothing unused" "$python" -m tests.unused
}

run_tests() {
    # shellcheck disable=SC2046  # the names are meant to be split
    set_up_tests $(packages_for_browser_tests)
    PLANNER_CHROMIUM=$(command -v "${PLANNER_CHROMIUM:-chromium}") ||
        die "No Chromium was found; install chromium or set PLANNER_CHROMIUM to its path."
    export PLANNER_CHROMIUM
    # Hundreds of processes read the same modules: each is compiled once, outside the checkout.
    unset PYTHONDONTWRITEBYTECODE
    PYTHONPYCACHEPREFIX=$venv/compiled
    export PYTHONPYCACHEPREFIX
    step "ruff check" "$python" -m ruff check .
    step "ruff format" "$python" -m ruff format --check .
    # These two take one core alone: they go on beside the tests and are told after them.
    read_through >"$reading_log" 2>&1 &
    reading=$!
    say "== pytest, with mypy and what looks for unused names beside it"
    tests=well
    # shellcheck disable=SC2046  # the options are meant to be split
    "$python" -m pytest $(workers "$@") "$@" || tests=badly
    reads=well
    wait "$reading" || reads=badly
    cat "$reading_log"
    [ "$reads" = well ] || exit 1
    [ "$tests" = well ] || die 'The step "pytest" failed.'
}

# --------------------------------------------------------------------------------------------

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
    demo) demo "$@" ;;
    test) run_tests "$@" ;;
    bench)
        # The PostgreSQL that can be started comes with what the tests need.
        case " $* " in *" --postgres "*) set_up_tests ;; *) set_up ;; esac
        exec "$python" -m planner.benchmark "$@"
        ;;
    mutants)
        set_up_mutants
        exec "$python" -m tests.mutants "$@"
        ;;
    help | -h | --help) usage ;;
    *)
        usage >&2
        die "There is no command \"$command\"."
        ;;
esac
