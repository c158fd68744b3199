// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A case goes to the child-protection unit of another municipality (kalimi i rastit): the head of
 * the one offers it, the head of the other takes it or says why not. Until it is taken the first
 * stays responsible and goes on with its work; from then on it reads the case as it stood on that
 * day. Refuses like {@link Cases}.
 */
@ProviderType
public interface Transfers {

  /**
   * Offers a case.
   *
   * @throws al.fole.spi.Problem INVALID {@code unit-unknown}, {@code transfer-to-the-same-unit},
   *     {@code transfer-before-last}; CONFLICT {@code transfer-under-way} when it is offered
   *     already
   */
  Receipt offer(Actor actor, CaseId id, OfferTransfer command);

  /**
   * Takes a case over.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code transfer-answered-by-receiver}, {@code
   *     transfer-answered-by-another} for whoever offered it, {@code transfer-decided}; INVALID
   *     {@code transfer-before-last}, {@code answered-before-offer}
   */
  Receipt accept(Actor actor, TransferId id, AcceptTransfer command);

  /** Does not take it over; refuses as {@link #accept} does. */
  Receipt refuse(Actor actor, TransferId id, RefuseTransfer command);

  /**
   * Takes an offer back.
   *
   * @param expected version the actor has seen
   * @throws al.fole.spi.Problem CONFLICT {@code transfer-withdrawn-by-sender}, {@code
   *     transfer-decided}
   */
  Receipt withdraw(Actor actor, TransferId id, long expected);

  /** One offer, open or decided; the receiving unit no longer sees one that it refused. */
  TransferView view(Actor actor, TransferId id);

  /** Offers that wait for an answer, to or from units within reach, oldest first, at most 100. */
  List<TransferView> waiting(Actor actor);

  /**
   * A case is offered.
   *
   * @param toUnit code of a child-protection unit
   * @param offeredOn not in the future, not before what happened last
   * @param reason at most 1,000 characters; kept encrypted, read by both units
   */
  record OfferTransfer(String toUnit, LocalDate offeredOn, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "OfferTransfer[" + toUnit + "]";
    }
  }

  /**
   * A case is taken over.
   *
   * @param expected version the actor has seen
   * @param acceptedOn from this day on the receiving unit is responsible; not in the future, not
   *     before the offer nor before what happened last
   */
  record AcceptTransfer(long expected, LocalDate acceptedOn) {}

  /**
   * A case is not taken over.
   *
   * @param expected version the actor has seen
   * @param refusedOn not in the future, not before the offer
   * @param reason at most 1,000 characters; kept encrypted
   */
  record RefuseTransfer(long expected, LocalDate refusedOn, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "RefuseTransfer[" + expected + "]";
    }
  }
}
