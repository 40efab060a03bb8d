# Sourced by bed: builds the programs from their Go modules, each module once per machine. A module that is finished
# stays, so a build that was cut short goes on where it stood.

build_modules() {
    find_go "$@" || return
    mkdir -p "$BIN"
    lock_programs
    begun=$(date +%s)
    for module in "$@"; do
        there "$module" || build_module "$module" || true
    done
    unlock_programs
}

# The go command decides by itself whether it may fetch a newer toolchain than its own.
find_go() {
    GO=$(command -v go || echo /usr/local/go/bin/go)
    if [ ! -x "$GO" ]; then
        say "no Go found; nothing was built."
        return 1
    fi
    for module in "$@"; do
        go_version=$(cd "$BED/modules/$module" && "$GO" env GOVERSION 2>&1) && continue
        say "Go cannot build $module; nothing was built: $go_version"
        return 1
    done
}

# One build at a time on a machine; the second waits and finds everything done. The kernel gives the lock back when its
# holders, the go command among them, are gone.
lock_programs() {
    exec 9>"$PROGRAMS/kerf-build.lock"
    if ! flock -n 9; then
        say "waiting for the build of the test bed's programs that already runs"
        flock 9
    fi
    rm -rf "$BIN"/.building-*
    trap unlock_programs EXIT
    trap 'exit 130' INT TERM HUP
}

unlock_programs() {
    [ -z "${builder-}" ] || kill "$builder" 2>/dev/null || true
    rm -rf "$BIN"/.building-*
    exec 9>&-
    trap - EXIT INT TERM HUP
}

build_module() {
    module_begun=$(date +%s)
    log=$PROGRAMS/kerf-build-$1.log
    say "building $1 for tests into $BIN (once a machine)"
    staging=$(mktemp -d "$BIN/.building-$1.XXXXXX")
    compile "$1" "$staging" >"$log" 2>&1 &
    builder=$!
    narrate_build "$1"
    built=0
    wait "$builder" || built=$?
    builder=
    if [ "$built" != 0 ]; then
        say "  $1 could not be built; the end of $log:"
        tail -n 5 "$log" | cut -c 1-300 | sed 's/^/    /' >&2
        return 1
    fi
    publish "$1"
    say "  $1: done in $(elapsed $(($(date +%s) - module_begun))), $(elapsed $(($(date +%s) - begun))) in all"
}

# compile MODULE FOLDER: ends as the go command itself; -v names each package as it is compiled.
compile() {
    cd "$BED/modules/$1"
    stamp=k8s.io/component-base/version
    version=$(version_of kubernetes k8s.io/kubernetes)
    minor=${version#*.}
    CGO_ENABLED=0 exec "$GO" build -v -buildvcs=false -tags no_btrfs,no_devmapper -o "$2/" -ldflags \
        "-s -w -X $stamp.gitVersion=v$version -X $stamp.gitMajor=1 -X $stamp.gitMinor=${minor%%.*} -X $stamp.gitTreeState=clean" \
        tool
}

# What kwok plays for nodes and pods; it comes with its module.
stages() {
    folder=$(cd "$BED/modules/kwok" && "$GO" list -m -f '{{.Dir}}' sigs.k8s.io/kwok)/kustomize/stage
    for stage in node/fast/node-initialize node/heartbeat-with-lease/node-heartbeat-with-lease \
        pod/fast/pod-ready pod/fast/pod-complete pod/fast/pod-delete; do
        echo ---
        cat "$folder/$stage.yaml"
    done
}

# A line twice a minute while the builder works.
narrate_build() {
    ticks=0
    while kill -0 "$builder" 2>/dev/null; do
        sleep 0.5
        ticks=$((ticks + 1))
        [ $((ticks % 60)) -eq 0 ] || continue
        say "  $1: $(grep -vc '^go: ' "$log" || true) packages compiled, $(elapsed $((ticks / 2)))"
    done
}

# Each program appears whole, by a rename.
publish() {
    case $1 in
    etcd) mv "$staging/server" "$staging/etcd" ;;
    kwok) stages >"$staging/kwok-stages.yaml" ;;
    esac
    for program in $(programs_of "$1"); do
        mv "$staging/$program" "$BIN/$program"
    done
    rm -rf "$staging"
}
