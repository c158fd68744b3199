// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.population.Population;
import al.fole.population.Someone;
import al.fole.population.Someone.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The first invented households of a municipality, each of them taken once. */
final class DemonstrationHouseholds {

  private static final int SEARCHED = 20_000;
  private static final int YOUNGEST = 4;
  private static final int OLDEST = 14;
  private static final Set<Role> GROWN = EnumSet.of(Role.HEAD, Role.SPOUSE);

  private final LocalDate today;
  private final List<List<Someone>> households;

  DemonstrationHouseholds(String municipality, LocalDate today) {
    this.today = today;
    households =
        new ArrayList<>(
            Population.of(DemonstrationPeople.SEED, SEARCHED)
                .filter(someone -> someone.municipality().equals(municipality))
                .filter(someone -> someone.personalNumber() != null && someone.firstName() != null)
                .collect(Collectors.groupingBy(Someone::household))
                .entrySet()
                .stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(java.util.Map.Entry::getValue)
                .toList());
  }

  /** A child who lives with the parents. */
  Someone child() {
    return siblings(1).get(0);
  }

  /** Brothers and sisters. */
  List<Someone> siblings(int count) {
    return take(Role.CHILD, count).stream().filter(this::isYoung).limit(count).toList();
  }

  /** A couple without young children. */
  List<Someone> couple() {
    return grown(take(Role.SPOUSE, 0));
  }

  /** Grandparents and one grandchild: the grown first, the child last. */
  List<Someone> grandparents() {
    List<Someone> home = take(Role.GRANDCHILD, 1);
    List<Someone> family = new ArrayList<>(grown(home));
    home.stream().filter(this::isYoung).findFirst().ifPresent(family::add);
    return family;
  }

  /** The next household with somebody of the role and as many young. */
  private List<Someone> take(Role role, int young) {
    for (Iterator<List<Someone>> left = households.iterator(); left.hasNext(); ) {
      List<Someone> home = left.next();
      long count = home.stream().filter(this::isYoung).count();
      boolean fits = young == 0 ? count == 0 : count >= young;
      if (fits && !grown(home).isEmpty() && home.stream().anyMatch(it -> it.role() == role)) {
        left.remove();
        return home;
      }
    }
    throw new IllegalStateException("no such household");
  }

  private static List<Someone> grown(List<Someone> home) {
    return home.stream().filter(it -> GROWN.contains(it.role())).toList();
  }

  private boolean isYoung(Someone someone) {
    LocalDate birth = someone.birthDate();
    return !birth.isAfter(today.minusYears(YOUNGEST)) && birth.isAfter(today.minusYears(OLDEST));
  }
}
