# Sourced by bed: where the Kubernetes programs are, in the layout that other test tools read too.

MODULES='etcd kubernetes kwok helm containerd'
PROGRAMS=${KUBE_API_TEST_DIR:-${HOME:-/root}/.kubeapitest}

version_of() {
    sed -n "s|^[[:space:]]*$2 v\([^ ]*\).*|\1|p" "$BED/modules/$1/go.mod" | head -n 1
}

machine() {
    case $(uname -m) in
    x86_64 | amd64) echo amd64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
    esac
}

BIN=$PROGRAMS/k8s/$(version_of kubernetes k8s.io/kubernetes)-linux-$(machine)

programs_of() {
    case $1 in
    etcd) echo etcd ;;
    kubernetes) echo kube-apiserver kube-scheduler kube-controller-manager kubectl kubelet ;;
    kwok) echo kwok kwok-stages.yaml ;;
    helm) echo helm ;;
    containerd) echo containerd containerd-shim-runc-v2 ctr ;;
    *) misused "unknown module: $1 (there are: $MODULES)" ;;
    esac
}

there() {
    for program in $(programs_of "$1"); do
        [ -e "$BIN/$program" ] || return 1
    done
}

missing_of() {
    for module in "$@"; do
        there "$module" || printf '%s ' "$module"
    done
}

programs() {
    look_only=
    wanted=
    for argument in "$@"; do
        case $argument in
        --where) look_only=yes ;;
        -*) misused "unknown option: $argument" ;;
        *) programs_of "$argument" >/dev/null && wanted="$wanted $argument" ;;
        esac
    done
    missing=$(missing_of ${wanted:-$MODULES})
    if [ -n "$missing" ] && [ -z "$look_only" ]; then
        build_modules $missing || true
        missing=$(missing_of ${wanted:-$MODULES})
    fi
    echo "$BIN"
    [ -z "$missing" ] || without $missing
}

# need MODULES...: ends with what to do when a program is missing; never builds.
need() {
    missing=$(missing_of "$@")
    [ -z "$missing" ] || without $missing
}

# without MODULES...: what will not run, and the way out.
without() {
    say "not in $BIN: $*"
    say "so these tests do not run:"
    for module in "$@"; do
        case $module in
        etcd | kubernetes) say "  every test on a control plane ($module)" ;;
        kwok) say "  tests with played nodes (kwok)" ;;
        helm) say "  tests of the chart (helm)" ;;
        containerd) say "  tests on a real node (containerd)" ;;
        esac
    done
    say "To get them: testbed/bed programs, with Go 1.26 or newer and a Go module proxy in reach (about 10 minutes,"
    say "once a machine); or point KUBE_API_TEST_DIR to a folder that holds k8s/${BIN##*/}/PROGRAM."
    exit 3
}
