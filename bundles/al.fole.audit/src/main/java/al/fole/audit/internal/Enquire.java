// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ask for a person, or for who stands for him, who looked at his file.
 *
 * @param person whose file
 * @param capacity code of list {@code enquiry-capacity}: who asked
 * @param reason free text; goes into the journal encrypted
 */
public record Enquire(@Nullable UUID person, @Nullable String capacity, @Nullable String reason) {
  private static final List<Rule<Enquire>> RULES =
      Rule.all(
          List.of(
              Rule.given("person", Enquire::person),
              Rule.given("capacity", Enquire::capacity),
              Rule.given("reason", Enquire::reason)),
          Texts.proseRules("reason", Enquire::reason, 500));

  /** Refuses what lacks a part. */
  public Enquire {
    reason = Texts.clean(reason);
  }

  Enquire checked() {
    Rule.check(RULES, this);
    return this;
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "Enquire[…]";
  }
}
