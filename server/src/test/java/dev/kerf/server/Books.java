package dev.kerf.server;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be told of shared cards from the objects alone.
 *
 * @param cards               thousandths taken of each card, added up by the group on each pod, fullest last
 * @param ledger              thousandths the engine has in its books for each device that is not free, fullest last
 * @param groups              on pods
 * @param reservationsByGroup how many there are
 */
record Books(List<Integer> cards, List<Integer> ledger, Set<String> groups, Map<String, Long> reservationsByGroup) {}
