# Sourced by bed: the images of the real node, made from this machine's own programs; nothing is pulled. Both hold one
# layer: busybox, when one is installed, or else the same commands copied with the libraries that they load.

COMMANDS='sh sleep cat echo env ls nproc grep date wget nc head dd true false test id kill ps sed mkdir rm hostname'

load_images() {
    work=$DIR/images
    mkdir -p "$work/root/bin" "$work/root/tmp" "$work/oci/blobs/sha256"
    fill_root
    tar -C "$work/root" --sort=name --owner=0 --group=0 --mtime=@0 -cf "$work/layer.tar" .
    image kerf.test/pause:1 '["/bin/sleep","1000000000"]'
    image kerf.test/busybox:1 '["/bin/sh"]'
    rm -rf "$work"
}

# load_archive FILE: an image that somebody else has made.
load_archive() {
    [ -r "$1" ] || fail 2 "no image at ${1:-nowhere}"
    containers images import --local --snapshotter native "$1" >"$DIR/images.log" 2>&1 && return
    tail -n 5 "$DIR/images.log" >&2
    fail 1 "containerd does not take the image in $1"
}

fill_root() {
    busybox=$(command -v busybox || true)
    if [ -n "$busybox" ]; then
        with_libraries "$busybox" "$work/root/bin/busybox"
        for applet in $COMMANDS; do
            ln -sf busybox "$work/root/bin/$applet"
        done
        return
    fi
    say "no busybox here: kerf.test/busybox:1 holds this machine's own sh, sleep, cat and the like"
    for wanted in $COMMANDS; do
        path=$(PATH=/bin:/usr/bin:/sbin:/usr/sbin && command -v "$wanted" || true)
        case $path in
        /*) with_libraries "$path" "$work/root/bin/$wanted" ;;
        *) borrow "$wanted" ;;
        esac
    done
}

# What the shell has built in may also be a program of its own.
borrow() {
    for path in "/bin/$1" "/usr/bin/$1"; do
        [ ! -x "$path" ] || { with_libraries "$path" "$work/root/bin/$1" && return; }
    done
}

# with_libraries PROGRAM COPY: a static program loads none.
with_libraries() {
    cp -L "$1" "$2"
    for library in $(ldd "$1" 2>/dev/null | grep -o '/[^ )]*' || true); do
        [ ! -e "$work/root$library" ] || continue
        mkdir -p "$work/root${library%/*}"
        cp -L "$library" "$work/root$library"
    done
}

# blob FILE: stores it under its digest, and prints its descriptor's fields.
blob() {
    digest=$(sha256sum "$1" | cut -d ' ' -f 1)
    cp "$1" "$work/oci/blobs/sha256/$digest"
    printf '"digest":"sha256:%s","size":%d' "$digest" "$(wc -c <"$1")"
}

# image NAME COMMAND: an image in the OCI layout, imported into the node's containerd.
image() {
    type=application/vnd.oci.image
    platform="\"architecture\":\"$(machine)\",\"os\":\"linux\""
    layer=$(blob "$work/layer.tar")
    printf '{%s,"config":{"Cmd":%s,"Env":["PATH=/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$platform" "$2" "$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)" >"$work/config"
    config=$(blob "$work/config")
    printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json",%s},"layers":[{"mediaType":"%s.layer.v1.tar",%s}]}' \
        $type $type "$config" $type "$layer" >"$work/manifest"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s.manifest.v1+json",%s,"platform":{%s},"annotations":{"io.containerd.image.name":"%s"}}]}' \
        $type "$(blob "$work/manifest")" "$platform" "$1" >"$work/oci/index.json"
    echo '{"imageLayoutVersion":"1.0.0"}' >"$work/oci/oci-layout"
    tar -C "$work/oci" -cf "$work/image.tar" .
    containers images import --local --snapshotter native --all-platforms "$work/image.tar" >"$DIR/images.log" 2>&1 && return
    tail -n 5 "$DIR/images.log" >&2
    fail 1 "containerd does not take the image $1"
}
