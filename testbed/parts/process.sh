# Sourced by bed: the programs of one bed, $DIR. Each has DIR/NAME.pid and DIR/NAME.log. A process is ours only when its
# command line says so; nothing else is ever signalled.

# From the last to be started to the first.
EVERY='kubelet containerd kwok controllers scheduler apiserver etcd'

# at DIR: the bed that the command is about.
at() {
    [ $# -ge 1 ] || misused "which DIR?"
    [ -e "$1/settings" ] || misused "$1 holds no test bed"
    DIR=$(cd "$1" && pwd -P)
    . "$DIR/settings"
}

program_of() {
    case $1 in
    apiserver) echo kube-apiserver ;;
    scheduler) echo kube-scheduler ;;
    controllers) echo kube-controller-manager ;;
    etcd | kwok | containerd | kubelet) echo "$1" ;;
    *) misused "unknown program: $1 (there are: $EVERY)" ;;
    esac
}

command_line() {
    { tr '\000' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true
}

# A process that ended but was not yet reaped is a zombie.
alive() {
    case "$({ sed 's/.*) //' "/proc/$1/stat"; } 2>/dev/null)" in
    '' | Z* | X*) return 1 ;;
    esac
}

# running NAME: prints the pid of our living NAME, else nothing.
running() {
    pid=$(cat "$DIR/$1.pid" 2>/dev/null) || return 0
    case "$(command_line "$pid")" in
    *"/$(program_of "$1") "*"$DIR/"*) echo "$pid" ;;
    esac
}

# launch NAME ARGUMENTS...: in a session of its own, so that Ctrl-C of a terminal does not reach it.
launch() {
    name=$1
    program=$(program_of "$name")
    shift
    [ -z "$(running "$name")" ] || return 0
    # They live for minutes: memory is cheaper than the time to collect it.
    GOGC=${GOGC:-400} setsid "$BIN/$program" "$@" >>"$DIR/$name.log" 2>&1 </dev/null &
    echo $! >"$DIR/$name.pid"
    await 5 is_itself "$name" || true
}

# For a moment, a process that was just begun is still the shell that began it.
is_itself() {
    [ -n "$(running "$1")" ] || died "$1"
}

# died NAME: true when NAME was started and is gone.
died() {
    [ -e "$DIR/$1.pid" ] && ! alive "$(cat "$DIR/$1.pid")"
}

# post_mortem NAME: the program and the last lines of its log.
post_mortem() {
    say "$(program_of "$1") ended; the end of $DIR/$1.log:"
    tail -n 5 "$DIR/$1.log" | cut -c 1-300 | sed 's/^/  /' >&2
}

kill_all() {
    for name in "$@"; do
        end "$name" 9
    done
}

stop_all() {
    for name in "$@"; do
        end "$name" 15
    done
}

# end NAME SIGNAL: returns when the process is gone.
end() {
    program_of "$1" >/dev/null
    pid=$(running "$1")
    if [ -n "$pid" ]; then
        kill "-$2" "$pid" 2>/dev/null || true
        await 10 ended "$pid" || kill -9 "$pid" 2>/dev/null || true
        await 10 ended "$pid" || fail 1 "$1 (process $pid) does not end"
    fi
    rm -f "$DIR/$1.pid"
}

ended() {
    ! alive "$1"
}

status() {
    for name in etcd apiserver scheduler controllers kwok containerd kubelet; do
        [ -e "$DIR/$name.pid" ] || continue
        pid=$(running "$name")
        if [ -n "$pid" ]; then
            printf '%-12s running, process %s\n' "$name" "$pid"
        else
            printf '%-12s dead\n' "$name"
            post_mortem "$name"
        fi
    done
}

# listening PORT: asked of the kernel, so that nothing is connected to.
listening() {
    awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }' \
        /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# vacant PORT...: the port of a process that was killed may be held for a moment longer than the process is there.
vacant() {
    for port in "$@"; do
        ! listening "$port" || return 1
    done
}

# free_port: one that nobody listens on, below those that the kernel gives to clients.
free_port() {
    while :; do
        port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
        listening "$port" || break
    done
    echo "$port"
}
