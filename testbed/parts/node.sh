# Sourced by bed: this machine as a real node, named localhost, so that the API server reaches its kubelet over loopback.

node() {
    need etcd kubernetes containerd
    [ "$(id -u)" = 0 ] || fail 3 "a real node needs root: containers and their cgroups are made"
    runc=$(PATH=$PATH:/usr/sbin:/sbin && command -v runc) || fail 3 "runc is missing; install it (apt-get install runc)"
    [ -n "$(running apiserver)" ] || fail 2 "no API server runs in $DIR"
    configure_containerd
    launch_containerd
    reach containerd 30 containers version
    load_images
    configure_kubelet
    launch_kubelet
    reach kubelet 60 node_ready
    echo "node localhost is ready"
}

kubelets() {
    for folder in /proc/[0-9]*; do
        case "$(command_line "${folder#/proc/}")" in
        */kubelet\ * | kubelet\ *) echo "${folder#/proc/}" ;;
        esac
    done
}

# reach NAME SECONDS COMMAND...: until COMMAND holds; says so when NAME dies or is late.
reach() {
    who=$1
    limit=$2
    shift 2
    await "$limit" answers_or_dead "$@" || fail 1 "$who was not ready in $limit s; its log: $DIR/$who.log"
    if died "$who"; then
        post_mortem "$who"
        exit 1
    fi
}

answers_or_dead() {
    died "$who" || "$@" >/dev/null 2>&1
}

node_ready() {
    [ "$("$BIN/kubectl" --kubeconfig "$DIR/kubeconfig" get node localhost \
        -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]
}

containers() {
    "$BIN/ctr" -a "$DIR/containerd.sock" -n k8s.io "$@"
}

launch_containerd() {
    (PATH=$BIN:$PATH && launch containerd -c "$DIR/containerd.toml")
}

# A kubelet's device plugin socket has one place on a machine. So a node waits for the one before it to go: each kubelet
# holds this lock, as an open file, for as long as it lives.
launch_kubelet() {
    [ -z "$(running kubelet)" ] || return 0
    exec 8>"${TMPDIR:-/tmp}/kerf-bed-node.lock"
    flock -w 120 8 || fail 1 "another test bed has a real node on this machine, since two minutes"
    other=$(kubelets | head -n 1)
    [ -z "$other" ] || fail 1 "a kubelet that is not ours runs on this machine, process $other"
    launch kubelet --config "$DIR/kubelet.yaml" --kubeconfig "$DIR/kubeconfig" --root-dir "$DIR/kubelet" \
        --hostname-override localhost
    exec 8>&-
}

# restrict_oom_score_adj: without it runc fails where the shell may not lower the score.
configure_containerd() {
    mkdir -p "$DIR/cni" "$DIR/cdi"
    cat >"$DIR/containerd.toml" <<TOML
version = 3
root = "$DIR/containerd"
state = "$DIR/containerd-state"

[grpc]
  address = "$DIR/containerd.sock"

[plugins.'io.containerd.cri.v1.images']
  snapshotter = "native"
[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = "kerf.test/pause:1"

[plugins.'io.containerd.cri.v1.runtime']
  enable_cdi = true
  cdi_spec_dirs = ["$DIR/cdi", "/var/run/cdi"]
  restrict_oom_score_adj = true
[plugins.'io.containerd.cri.v1.runtime'.cni]
  conf_dir = "$DIR/cni"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  BinaryName = "$runc"
TOML
    # Pods use the host's network; the kubelet only wants to see that somebody thought of a network.
    echo '{"cniVersion":"1.0.0","name":"host-only","plugins":[{"type":"loopback"}]}' >"$DIR/cni/10-host-only.conflist"
}

configure_kubelet() {
    mkdir -p "$DIR/kubelet"
    cat >"$DIR/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 127.0.0.1
port: $(free_port)
healthzPort: 0
readOnlyPort: 0
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
containerRuntimeEndpoint: unix://$DIR/containerd.sock
cgroupDriver: cgroupfs
enforceNodeAllocatable: [none]
evictionHard: {memory.available: 100Mi}
failCgroupV1: false
failSwapOn: false
localStorageCapacityIsolation: false
YAML
}

# clear_node: no container outlives its node.
clear_node() {
    [ -n "$(running containerd)" ] || return 0
    end kubelet 9
    for task in $(containers tasks ls -q 2>/dev/null); do
        containers tasks rm -f "$task" >/dev/null 2>&1 || true
    done
    end_shims
}

# A node's shims outlive a containerd that was killed.
end_shims() {
    for folder in /proc/[0-9]*; do
        case "$(command_line "${folder#/proc/}")" in
        */containerd-shim-runc-v2\ *"$DIR/containerd.sock"*) kill -9 "${folder#/proc/}" 2>/dev/null || true ;;
        esac
    done
}

unmount_node() {
    [ -e "$DIR/containerd.toml" ] || return 0
    end_shims
    awk -v under="$DIR/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
        umount -l "$mount" 2>/dev/null || true
    done
    # Only what is empty can be removed this way.
    [ -n "$(kubelets)" ] || find /sys/fs/cgroup -depth -type d -path '*/kubepods*' -exec rmdir {} + 2>/dev/null || true
}
