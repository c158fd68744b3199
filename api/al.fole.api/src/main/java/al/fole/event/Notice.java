// SPDX-License-Identifier: EUPL-1.2
package al.fole.event;

import al.fole.spi.Ref;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of its own, without a change: a disclosing read or a refusal.
 *
 * @param type {@code feature.past-tense}, for example {@code persons.read}; at most 64 characters
 * @param outcome {@code OK}, or {@code REFUSED} with the rule's id: {@code REFUSED:forbidden}
 * @param ground legal ground
 * @param record the record it is about, or null for a list or a route
 * @param subjects the persons disclosed, in the order shown
 * @param count how many times, for refusals of one source that were aggregated; otherwise 1
 */
public record Notice(
    String type,
    String outcome,
    String ground,
    @Nullable Ref record,
    List<UUID> subjects,
    int count) {

  /** Copies the subjects. */
  public Notice {
    subjects = List.copyOf(subjects);
  }

  /** Persons are about to be shown to the actor. */
  public static Notice disclosed(
      String type, String ground, @Nullable Ref record, Collection<UUID> subjects) {
    return new Notice(type, "OK", ground, record, List.copyOf(subjects), 1);
  }

  /** The actor was refused under a rule. */
  public static Notice refused(String type, String rule, @Nullable Ref record) {
    return new Notice(type, "REFUSED:" + rule, "VKM-2026 n.8/1", record, List.of(), 1);
  }
}
