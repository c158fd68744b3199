// SPDX-License-Identifier: EUPL-1.2
/**
 * People (personat): children and adults of the register.
 *
 * <p>Decides who is the same person: one personal number (numri personal), one person, in all
 * municipalities; without a number a temporary identifier (identifikues i përkohshëm) stands in
 * until the number is linked (VKM 2026 n.7/2.1/b). Keeps who gave each piece of information, its
 * business date and its recorded date. What names somebody (number, names, street
 * address, contact) is sealed under that person's key and found by blind index and search words;
 * sex, birth date and municipality are plain and within scope. Where somebody lives who is
 * protected, by a decision or as an adult of a foster family, stands under a key of its own and is
 * told to few (n.9/2). Whoever is erased (fshirja e personit) by the legal act is nobody, for
 * everybody: his keys go, his records and proofs stay. Every disclosing read and every change is in
 * the journal (n.8/1).
 */
@NullMarked
package al.fole.persons.internal;

import org.jspecify.annotations.NullMarked;
