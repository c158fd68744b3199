// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

import al.fole.spi.Actor;

/** An actor whose request came with an Idempotency-Key. */
@org.osgi.annotation.versioning.ProviderType
public interface Claimed extends Actor {

  /** The same actor as access made him. */
  Actor actor();

  /** Digest of key, actor and route: 32 bytes; no personal data. */
  byte[] claim();

  /** Digest of the body: 32 bytes. */
  byte[] body();
}
