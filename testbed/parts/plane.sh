# Sourced by bed: a control plane. The API server makes its own certificate, and its key also signs the tokens of service
# accounts; the administrator is a token. So nothing but the programs is needed.

GATES=GenericWorkload=true,TopologyAwareWorkloadScheduling=true,DRAWorkloadResourceClaims=true,CompositePodGroup=true,PodGroupPreemptionPolicy=true

up() {
    folder=
    parts=
    fixed_port=
    owner=
    audit=
    while [ $# -gt 0 ]; do
        case $1 in
        --scheduler | --controllers | --kwok) parts="$parts ${1#--}" ;;
        --audit) audit=yes ;;
        --port | --owner)
            [ $# -ge 2 ] || misused "$1 wants a number"
            [ "$1" = --port ] && fixed_port=$2 || owner=$2
            shift
            ;;
        -*) misused "unknown option: $1" ;;
        *) [ -z "$folder" ] && folder=$1 || misused "one DIR, not two: $folder $1" ;;
        esac
        shift
    done
    [ -n "$folder" ] || misused "which DIR?"
    case " $parts " in *' kwok '*) need etcd kubernetes kwok ;; *) need etcd kubernetes ;; esac
    prepare "$folder"
    trap 'kill_all apiserver etcd; exit 130' INT TERM HUP
    boot
    start_all $parts
    echo "KUBECONFIG=$DIR/kubeconfig"
}

# A folder is only ever emptied when it holds a bed, or what is left of one.
prepare() {
    if [ -e "$1/settings" ]; then
        at "$1"
        for name in $EVERY; do
            [ -z "$(running "$name")" ] || fail 2 "$DIR is already up; first: testbed/bed down $DIR"
        done
        say "removing what a killed run left in $DIR"
        down "$DIR"
    fi
    [ -z "$(ls -A "$1" 2>/dev/null)" ] || fail 2 "$1 is not empty and holds no test bed"
    mkdir -p "$1"
    DIR=$(cd "$1" && pwd -P)
    chmod 700 "$DIR"
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
}

# Another process may take a free port first; then others are tried.
boot() {
    for attempt in 1 2 3; do
        api=${fixed_port:-$(free_port)}
        etcd=$(free_port)
        peer=$(free_port)
        write_settings
        [ -z "$owner" ] || [ -e "$DIR/watch.pid" ] || watch_in_background
        launch_etcd
        launch_apiserver
        if await 60 ready_or_dead && [ -z "$dead" ]; then return; fi
        grep -q 'address already in use' "$DIR"/*.log && [ -z "$fixed_port" ] && [ "$attempt" != 3 ] || break
        kill_all apiserver etcd
        rm -rf "$DIR/etcd" "$DIR"/*.log
    done
    [ -z "$dead" ] && say "kube-apiserver was not ready in 60 s; its log: $DIR/apiserver.log" || post_mortem "$dead"
    kill_all apiserver etcd
    exit 1
}

ready_or_dead() {
    dead=
    for name in etcd apiserver; do
        if died "$name"; then
            dead=$name
            return
        fi
    done
    listening "$api" && ready
}

ready() {
    for path in /readyz /api/v1/namespaces/default; do
        "$BIN/kubectl" --kubeconfig "$DIR/kubeconfig" get --raw "$path" >/dev/null 2>&1 || { sleep 0.3; return 1; }
    done
}

write_settings() {
    cat >"$DIR/settings" <<SETTINGS
api=$api
etcd=$etcd
peer=$peer
audit=$audit
token=$token
gates=$GATES
SETTINGS
    echo "$token,admin,admin,system:masters" >"$DIR/tokens.csv"
    cat >"$DIR/audit-policy.yaml" <<'POLICY'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    verbs: [create, update, patch, delete, deletecollection]
  - level: Metadata
    userGroups: [system:serviceaccounts]
  - level: None
POLICY
    cat >"$DIR/kubeconfig" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters: [{name: bed, cluster: {server: "https://127.0.0.1:$api", certificate-authority: "$DIR/certs/apiserver.crt"}}]
users: [{name: admin, user: {token: "$token"}}]
contexts: [{name: bed, context: {cluster: bed, user: admin}}]
current-context: bed
KUBECONFIG
}

launch_etcd() {
    [ -n "$(running etcd)" ] || await 10 vacant "$etcd" "$peer" || true
    launch etcd --data-dir "$DIR/etcd" --unsafe-no-fsync --quota-backend-bytes 8589934592 \
        --listen-client-urls "http://127.0.0.1:$etcd" --advertise-client-urls "http://127.0.0.1:$etcd" \
        --listen-peer-urls "http://127.0.0.1:$peer" --initial-advertise-peer-urls "http://127.0.0.1:$peer" \
        --initial-cluster "default=http://127.0.0.1:$peer"
}

# No endpoint reconciler: it refuses to advertise a loopback address. Two plugins are off whose counterparts are in the
# controller manager: without it pods would lack a service account, and nodes never lose their not-ready taint.
launch_apiserver() {
    set -- --etcd-servers "http://127.0.0.1:$etcd" \
        --bind-address 127.0.0.1 --secure-port "$api" --advertise-address 127.0.0.1 --endpoint-reconciler-type none \
        --cert-dir "$DIR/certs" --token-auth-file "$DIR/tokens.csv" --authorization-mode RBAC \
        --service-account-issuer https://kubernetes.default.svc \
        --service-account-key-file "$DIR/certs/apiserver.key" --service-account-signing-key-file "$DIR/certs/apiserver.key" \
        --disable-admission-plugins ServiceAccount,TaintNodesByCondition --allow-privileged --service-cluster-ip-range 10.0.0.0/24 \
        --feature-gates "$GATES" --runtime-config scheduling.k8s.io/v1beta1=true,scheduling.k8s.io/v1alpha3=true \
        --kubelet-preferred-address-types Hostname \
        --max-requests-inflight 3000 --max-mutating-requests-inflight 1500
    # One file, however long: writes are counted in it.
    [ -z "$audit" ] || set -- "$@" --audit-log-maxsize 100000 \
        --audit-policy-file "$DIR/audit-policy.yaml" --audit-log-path "$DIR/audit.log"
    [ -n "$(running apiserver)" ] || await 10 vacant "$api" || true
    launch apiserver "$@"
}

# start_all PROGRAM...: each as it was first started; those that run are left alone.
start_all() {
    for name in "$@"; do
        case $name in
        etcd) launch_etcd ;;
        apiserver)
            launch_apiserver
            await 60 ready_or_dead || fail 1 "kube-apiserver was not ready in 60 s; its log: $DIR/apiserver.log"
            if [ -n "$dead" ]; then post_mortem "$dead" && exit 1; fi
            ;;
        scheduler)
            launch scheduler --kubeconfig "$DIR/kubeconfig" --leader-elect=false --secure-port 0 --feature-gates "$GATES" \
                --kube-api-qps 5000 --kube-api-burst 10000
            ;;
        controllers)
            launch controllers --kubeconfig "$DIR/kubeconfig" --leader-elect=false --secure-port 0 --feature-gates "$GATES" \
                --use-service-account-credentials=false --service-account-private-key-file "$DIR/certs/apiserver.key" \
                --root-ca-file "$DIR/certs/apiserver.crt" \
                --kube-api-qps 500 --kube-api-burst 1000
            ;;
        kwok)
            need kwok
            launch kwok --kubeconfig "$DIR/kubeconfig" --config "$BIN/kwok-stages.yaml" \
                --manage-nodes-with-label-selector type=kwok --node-lease-duration-seconds 40
            ;;
        containerd) launch_containerd ;;
        kubelet) launch_kubelet ;;
        *) program_of "$name" >/dev/null ;;
        esac
    done
}

down() {
    [ $# -eq 1 ] || misused "which DIR?"
    [ -e "$1" ] || return 0
    at "$1"
    dismiss_watch
    clear_node
    kill_all $EVERY
    unmount_node
    rm -rf "$DIR"
}

# What --owner asks for: a process killed outright cannot tidy up after itself.
watch_in_background() {
    setsid sh "$BED/bed" watch "$DIR" "$owner" "$(born "$owner")" >/dev/null 2>&1 </dev/null &
    echo $! >"$DIR/watch.pid"
}

# born PID: when it was started, in the kernel's ticks; a pid alone may come again.
born() {
    { sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f 20; } 2>/dev/null
}

watch_owner() {
    while [ -e "$1/settings" ] && [ "$(born "$2")" = "$3" ]; do
        sleep 1
    done
    [ ! -e "$1/settings" ] || down "$1"
}

dismiss_watch() {
    pid=$(cat "$DIR/watch.pid" 2>/dev/null) || return 0
    [ "$pid" != $$ ] || return 0
    case "$(command_line "$pid")" in
    *"/bed watch $DIR "*) kill "$pid" 2>/dev/null || true ;;
    esac
}
