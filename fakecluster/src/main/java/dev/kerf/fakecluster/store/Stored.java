package dev.kerf.fakecluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;

/** One state of one object. Its tree is never changed; who wants another state copies it. */
public final class Stored {
    private final String key;
    private final ObjectNode tree;
    private final long revision;
    private volatile byte[] json = new byte[0];

    Stored(String key, ObjectNode tree, long revision) {
        this.key = key;
        this.tree = tree;
        this.revision = revision;
    }

    /** {@code namespace/name}; {@code /name} without a namespace. */
    public String key() {
        return key;
    }

    public ObjectNode tree() {
        return tree;
    }

    /** The change that made it so. */
    public long revision() {
        return revision;
    }

    /** The tree in UTF-8, written once for all who ask. */
    public byte[] json() {
        byte[] written = json;
        if (written.length == 0) {
            written = Trees.bytes(tree);
            json = written;
        }
        return written;
    }

    public String name() {
        return key.substring(key.indexOf('/') + 1);
    }

    public String namespace() {
        return key.substring(0, key.indexOf('/'));
    }

    public String uid() {
        return Trees.text(tree, "metadata", "uid");
    }
}
