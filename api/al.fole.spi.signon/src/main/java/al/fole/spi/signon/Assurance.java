// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.signon;

/** How sure one is of an identity: the levels of Regulation (EU) 910/2014, article 8. */
public enum Assurance {
  /** A password and the like: whoever has a second factor with Fole gives its code as well. */
  LOW,
  /** Two factors. */
  SUBSTANTIAL,
  /** Two factors, one of which withstands copying, such as an electronic identity card. */
  HIGH
}
