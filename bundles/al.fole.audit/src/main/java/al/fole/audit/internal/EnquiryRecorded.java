// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** Somebody asked for a person who looked at his file; why is a detail, never a fact. */
@EventType(name = "audit.enquiry-recorded", ground = "VKM-2026 n.9/5")
public record EnquiryRecorded(UUID enquiry, long version, UUID person, String capacity)
    implements Event {

  @Override
  public Ref record() {
    return new Ref("enquiry", enquiry);
  }

  @Override
  public List<UUID> subjects() {
    return List.of(person);
  }
}
