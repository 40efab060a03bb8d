package dev.kerf.kube.act;

import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.Membership;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gangs that an action would take apart. */
final class Gangs {
    private Gangs() {}

    /** The members, {@code team/crew-2}, of the gangs of these pods that are not among these pods. */
    static Set<String> leftOut(Looking server, Look look) {
        Set<String> concerned = look.pods().stream().map(Live::uid).collect(Collectors.toSet());
        Set<String> gangs =
                look.pods().stream().map(Gangs::gang).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<String> leftOut = new TreeSet<>();
        if (!gangs.isEmpty()) {
            look.pods().stream()
                    .map(pod -> pod.place().namespace())
                    .distinct()
                    .flatMap(namespace -> server.all("Pod", "/api/v1/namespaces/" + namespace + "/pods").stream())
                    .filter(pod -> gangs.contains(gang(pod)) && !concerned.contains(pod.uid()))
                    .forEach(pod -> leftOut.add(
                            pod.place().namespace() + "/" + pod.place().name()));
        }
        return leftOut;
    }

    private static @Nullable String gang(Live pod) {
        Member member = Membership.read(pod.root()).of(pod.place().namespace(), pod.labels(), null);
        return member == null ? null : member.gang().toString();
    }
}
