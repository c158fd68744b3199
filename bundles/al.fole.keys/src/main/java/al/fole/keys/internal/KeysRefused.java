// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

/** The keys cannot be used; the message is one sentence for the person who starts the system. */
public final class KeysRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KeysRefused(String sentence) {
    super(sentence);
  }
}
