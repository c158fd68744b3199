// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import al.fole.population.Someone.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes one household after another: couples with and without children, three generations, single
 * parents, people alone, grandparents with grandchildren; twins, foreigners and people without a
 * number among them.
 */
final class Households {
  private final SplittableRandom random;
  private final PersonalNumbers numbers = new PersonalNumbers();
  private int people;

  Households(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The members of the next household. */
  Someone[] next(int number) {
    var home = new Home(number);
    int kind = random.nextInt(100);
    if (kind < 46) {
      home.couple(24, 48);
      home.children();
    } else if (kind < 63) {
      home.grandparents();
      home.children();
    } else if (kind < 78) {
      home.couple(24, 85);
    } else if (kind < 87) {
      home.singleParent();
    } else if (kind < 96) {
      home.head(20, 90, chance(600), 0);
    } else {
      home.couple(52, 78);
      home.grandchildren();
    }
    return home.members.toArray(Someone[]::new);
  }

  private boolean chance(int perMille) {
    return random.nextInt(1000) < perMille;
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private LocalDate born(int age) {
    return Population.AS_OF.minusYears(age).minusDays(random.nextInt(365));
  }

  /** A household while it fills. */
  private final class Home {
    private final int number;
    private final String municipality = Municipalities.any(random);
    private final String address = Words.STREETS.any(random) + ", nr. " + between(1, 240);
    private final boolean foreign = chance(8);
    private final String surname = surname();
    private final List<Someone> members = new ArrayList<>();
    private @Nullable Someone mother;
    private @Nullable Someone father;

    Home(int number) {
      this.number = number;
    }

    Someone head(int youngest, int oldest, boolean woman, int olderThan) {
      LocalDate birth = born(Math.max(between(youngest, oldest), olderThan));
      return keep(
          add(Role.HEAD, woman, birth, firstName(woman), firstName(false), surname, null, null));
    }

    void couple(int youngest, int oldest) {
      Someone head = head(youngest, oldest, false, 0);
      spouseOf(head);
    }

    private void spouseOf(Someone head) {
      LocalDate birth = head.birthDate().plusDays(between(-700, 2200));
      LocalDate adult = Population.AS_OF.minusYears(18);
      String name = chance(850) ? surname : surname();
      keep(
          add(
              Role.SPOUSE,
              true,
              birth.isAfter(adult) ? adult : birth,
              firstName(true),
              firstName(false),
              name,
              null,
              null));
    }

    /** The head's parents live with the couple; the head carries his father's name. */
    void grandparents() {
      LocalDate birth = born(between(26, 50));
      String grandfather = firstName(false);
      Integer grandfatherIndex = null;
      Integer grandmotherIndex = null;
      if (chance(650)) {
        LocalDate older = birth.minusYears(between(22, 40));
        grandfatherIndex =
            add(Role.GRANDPARENT, false, older, grandfather, firstName(false), surname, null, null)
                .index();
      }
      if (grandfatherIndex == null || chance(800)) {
        LocalDate older = birth.minusYears(between(18, 38));
        grandmotherIndex =
            add(
                    Role.GRANDPARENT,
                    true,
                    older,
                    firstName(true),
                    firstName(false),
                    surname,
                    null,
                    null)
                .index();
      }
      Someone head =
          add(
              Role.HEAD,
              false,
              birth,
              firstName(false),
              grandfather,
              surname,
              grandmotherIndex,
              grandfatherIndex);
      keep(head);
      spouseOf(head);
    }

    void singleParent() {
      head(19, 48, chance(820), 0);
      children();
    }

    /** One to five children of whoever has been kept as mother and father; some are twins. */
    void children() {
      Someone parent = mother != null ? mother : father;
      if (parent == null) {
        return;
      }
      String fatherName =
          father != null ? father.firstName() : chance(900) ? firstName(false) : null;
      brood(Role.CHILD, parent.birthDate().plusYears(between(18, 28)), fatherName, surname);
    }

    void grandchildren() {
      mother = null;
      father = null;
      String fatherName = chance(950) ? firstName(false) : null;
      brood(Role.GRANDCHILD, born(between(2, 17)), fatherName, chance(700) ? surname : surname());
    }

    private void brood(Role role, LocalDate first, @Nullable String fatherName, String name) {
      LocalDate birth = first;
      int wanted = 1 + random.nextInt(100) / 42 + random.nextInt(100) / 90 * between(1, 2);
      for (int born = 0; born < wanted && birth.isBefore(Population.AS_OF); born++) {
        child(role, birth, fatherName, name);
        if (chance(15)) {
          child(role, birth, fatherName, name);
        }
        birth = birth.plusDays(between(400, 2000));
      }
    }

    private void child(Role role, LocalDate birth, @Nullable String fatherName, String name) {
      boolean girl = chance(485);
      add(role, girl, birth, firstName(girl), fatherName, name, index(mother), index(father));
    }

    private @Nullable Integer index(@Nullable Someone parent) {
      return parent == null ? null : (Integer) parent.index();
    }

    private Someone keep(Someone parent) {
      if (parent.sex().equals("F")) {
        mother = parent;
      } else {
        father = parent;
      }
      return parent;
    }

    private Someone add(
        Role role,
        boolean woman,
        LocalDate birth,
        String firstName,
        @Nullable String fatherName,
        String lastName,
        @Nullable Integer mother,
        @Nullable Integer father) {
      boolean young = birth.isAfter(Population.AS_OF.minusYears(18));
      String given = chance(young ? 12 : 2) ? null : numbers.next(birth, woman, foreign);
      boolean foundling = given == null && young && chance(100);
      var someone =
          new Someone(
              ++people,
              number,
              role,
              mother,
              father,
              given,
              foundling ? null : firstName,
              foundling ? null : fatherName,
              foundling ? null : lastName,
              woman ? "F" : "M",
              birth,
              given == null && chance(500),
              municipality,
              address,
              young ? null : "06" + between(7, 9) + " 000 " + between(1000, 9999),
              foreign);
      members.add(someone);
      return someone;
    }

    private String firstName(boolean woman) {
      Words names =
          woman
              ? foreign ? Words.FOREIGN_WOMEN : Words.WOMEN
              : foreign ? Words.FOREIGN_MEN : Words.MEN;
      return names.any(random);
    }

    private String surname() {
      return (foreign ? Words.FOREIGN_SURNAMES : Words.SURNAMES).any(random);
    }
  }
}
