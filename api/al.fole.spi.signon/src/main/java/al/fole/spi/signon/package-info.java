// SPDX-License-Identifier: EUPL-1.2
/**
 * Others identify people, Fole authorises them. A bundle that speaks OpenID Connect, WS-Federation
 * or whatever a parent signs on with implements {@link al.fole.spi.signon.IdentityGate} and
 * registers it as a service; Fole asks it who brought a credential, looks for the account an
 * administrator has linked to that identity, and opens a session in one of the account's own roles.
 * Nothing a gate says gives anybody a right. Frozen: a live update of the module never replaces it.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.spi.signon;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
