// SPDX-License-Identifier: EUPL-1.2
/**
 * Cases (rastet): from the referral (referimi) of a child to the end of the care.
 *
 * <p>Decides what may follow what: a referral is received, screened and answered (VKM 2026
 * n.7/2.1/a); accepted it opens a case or joins the child's live one, of which there is at most one
 * (I-02); the initial assessment (vlerësimi fillestar) is final before a decision (vendimi) on
 * placement, except in an emergency (I-11); families say when care begins and ends and the case
 * moves with it in the same transaction. The state of a case on any past day is rebuilt from the
 * journal (n.3/2/ë). What was told, found and said is sealed under the child's key; codes and dates
 * are plain and within scope. The parent is told of each state of a referral it made, in order.
 *
 * <p>Four records, each with the files of any feature: its state and verbs ({@code CareReferral},
 * {@code Assessment}, {@code CareCase}, {@code Transfer}), its {@code …Rules}, its {@code
 * …Registry}, which is the service itself (permission, transaction, verb, row, entry), and its
 * {@code …Mapper}; {@code …Lists} and {@code CaseViews} read what is shown. {@code
 * AssignmentRegistry} says in whose hands a case is, {@code ParentRegistry} takes the parent's
 * referrals, {@code CaseRows} keeps a case and moves its referrals along. They share the bundle
 * because they share a transaction: an accepted referral opens the case, a case that moves tells
 * its referrals, an accepted transfer gives it to another unit.
 */
@NullMarked
package al.fole.cases.internal;

import org.jspecify.annotations.NullMarked;
