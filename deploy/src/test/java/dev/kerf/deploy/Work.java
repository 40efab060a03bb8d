package dev.kerf.deploy;

/**
 * A node and what is to go there, in YAML.
 *
 * @param place     the node's name, which its pods select
 * @param scheduler whose pods they are
 */
record Work(String place, String scheduler) {
    String node() {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {test: %1$s, nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB, nvidia.com/gpu.memory: "81920"}}
                status:
                  allocatable: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "8"}
                  capacity: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "8"}
                """.formatted(place);
    }

    String pod(String name, int gpus) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  schedulerName: %s
                  nodeSelector: {test: %s}
                  containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "%d"}}}]
                """.formatted(name, scheduler, place, gpus);
    }

    /** A class whose volumes are made, or taken, for their first pod. */
    String storage(String name, String provisioner) {
        return """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s-%s}
                provisioner: %s
                volumeBindingMode: WaitForFirstConsumer
                """.formatted(place, name, provisioner);
    }

    /** A volume on the node, named as the node is. */
    String volume(String storage) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s}
                spec:
                  capacity: {storage: 10Gi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: %1$s-%2$s
                  hostPath: {path: /none}
                  nodeAffinity:
                    required: {nodeSelectorTerms: [{matchExpressions: [{key: test, operator: In, values: [%1$s]}]}]}
                """.formatted(place, storage);
    }

    /** A claim on a volume of that class and a pod that has it, both named as the class is. */
    String claimAndPod(String storage) {
        return """
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %1$s}
                spec: {storageClassName: %2$s-%1$s, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s}
                spec:
                  schedulerName: %3$s
                  nodeSelector: {test: %2$s}
                  containers: [{name: main, image: none, resources: {requests: {cpu: "1"}}}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: %1$s}}]
                """.formatted(storage, place, scheduler);
    }
}
