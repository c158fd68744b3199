// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.ReferralId;
import al.fole.cases.ReferralView;
import al.fole.event.Notice;
import al.fole.keys.Tokens;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.rules.Cursor;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Referrals as they are shown, one or a list. Who the children are is asked of persons in one
 * batch, after the rows were read.
 */
final class ReferralLists {
  private static final String GROUND = "VKM-2026 n.8/2";

  private final Store store;
  private final Cursor cursor;

  ReferralLists(Store store, Tokens tokens) {
    this.store = store;
    this.cursor = new Cursor(tokens, "cases.referrals");
  }

  /** One referral, whole. */
  Optional<ReferralView> view(Actor actor, ReferralId id, Scope scope, Supplier<Persons> persons) {
    List<Read> found =
        store.read(
            actor,
            tx -> {
              var mapper = tx.mapper(ReferralMapper.class);
              CareReferral referral = mapper.byId(id, scope);
              if (referral == null) {
                return List.of();
              }
              UUID child = referral.child().value();
              tx.disclose(
                  Notice.disclosed("cases.referral-viewed", GROUND, id.ref(), List.of(child)));
              var key = tx.keys(List.of(child)).get(child);
              var words = mapper.words(id, scope);
              return List.of(
                  new Read(
                      referral,
                      SealedTexts.open(key, "referral.narrative", words.narrative()),
                      SealedTexts.open(key, "referral.findings", words.findings()),
                      SealedTexts.open(key, "referral.answer", words.answer())));
            });
    return views(actor, found, persons).stream().findFirst();
  }

  /** A page, last received first. */
  Page<ReferralView> page(
      Actor actor,
      @Nullable String state,
      int limit,
      @Nullable String from,
      Scope scope,
      Supplier<Persons> persons) {
    UUID after =
        cursor.position(actor, from, String.valueOf(state)).map(UUID::fromString).orElse(null);
    List<CareReferral> found =
        store.read(
            actor,
            tx -> {
              var rows = tx.mapper(ReferralMapper.class).list(state, after, limit + 1, scope);
              var children =
                  rows.stream().limit(limit).map(it -> it.child().value()).distinct().toList();
              tx.disclose(Notice.disclosed("cases.referrals-listed", GROUND, null, children));
              return rows;
            });
    return new Page<>(
        views(actor, found.stream().limit(limit).map(Read::listed).toList(), persons),
        found.size() > limit
            ? cursor.after(actor, found.get(limit - 1).id().toString(), String.valueOf(state))
            : null);
  }

  /** A referral as it was read. */
  private record Read(
      CareReferral referral,
      @Nullable String narrative,
      @Nullable String findings,
      @Nullable String answerReason) {

    /** As lists show it. */
    static Read listed(CareReferral referral) {
      return new Read(referral, null, null, null);
    }
  }

  /** With the children as lists show them, through one call. */
  private static List<ReferralView> views(Actor actor, List<Read> read, Supplier<Persons> persons) {
    var children = read.stream().map(it -> it.referral().child()).distinct().toList();
    Map<PersonId, PersonView> people =
        children.isEmpty() ? Map.of() : persons.get().views(actor, children);
    return read.stream().map(it -> view(it, people.get(it.referral().child()))).toList();
  }

  private static ReferralView view(Read read, @Nullable PersonView person) {
    CareReferral referral = read.referral();
    return new ReferralView(
        referral.id(),
        referral.version(),
        referral.child(),
        person,
        referral.caseNumber(),
        referral.channel(),
        referral.reasons(),
        referral.urgent(),
        referral.unit(),
        referral.state(),
        referral.risk(),
        referral.careCase(),
        read.narrative(),
        read.findings(),
        read.answerReason(),
        referral.referredOn(),
        referral.since(),
        referral.provider());
  }
}
