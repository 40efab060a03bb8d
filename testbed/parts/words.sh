# Sourced by bed: what it says and how it ends.

say() {
    printf '%s\n' "$*" >&2
}

# fail CODE WORDS...
fail() {
    code=$1
    shift
    say "bed: $*"
    exit "$code"
}

misused() {
    fail 2 "$*; see testbed/bed --help"
}

# elapsed SECONDS: 75 is "1 min 15 s".
elapsed() {
    if [ "$1" -lt 60 ]; then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi
}

# await SECONDS COMMAND...: asks ten times a second; false when the time is over.
await() {
    rounds=$(($1 * 10))
    shift
    while ! "$@"; do
        rounds=$((rounds - 1))
        [ "$rounds" -gt 0 ] || return 1
        sleep 0.1
    done
}
