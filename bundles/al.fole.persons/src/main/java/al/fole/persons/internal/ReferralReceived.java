// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The parent has referred a child (referimi i fëmijës).
 *
 * @param referral the module's record of it
 * @param version of that record; the sequence the parent is told
 * @param person the child
 * @param unit that is to take it up
 * @param municipality of the child's residence, as referred
 * @param referredOn business date
 */
@EventType(name = ReferralReceived.TYPE, ground = "VKM-2026 n.3/2/a")
public record ReferralReceived(
    UUID referral,
    long version,
    PersonId person,
    String unit,
    String municipality,
    LocalDate referredOn)
    implements Event {

  /** Stored name. */
  public static final String TYPE = "persons.referral-received";

  /** The state this event leads to. */
  public static final String STATE = "RECEIVED";

  @Override
  public Ref record() {
    return new Ref("referral", referral);
  }

  @Override
  public List<UUID> subjects() {
    return List.of(person.value());
  }
}
