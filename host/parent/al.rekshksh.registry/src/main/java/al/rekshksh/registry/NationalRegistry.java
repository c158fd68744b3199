// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The registry, as its own adapters see it. */
@ProviderType
public interface NationalRegistry {

  /** Signs a user in; empty for an unknown name, a wrong password or a disabled user. */
  Optional<String> signIn(String name, String password);

  /** The user behind a session token; empty when it ended or the user is disabled. */
  Optional<RegistryUser> user(String token);

  /** Disables a user: his sessions are refused from now on. */
  void disable(String name);

  /** All organisation units. */
  List<RegistryUnit> units();

  /** Opens a unified case; its number is given back. */
  String open(RegistryUser by, UnifiedCase unifiedCase);

  /** Unified cases of a unit, newest first, at most 50. */
  List<UnifiedCase> casesOf(String unit);

  /** A unified case by number. */
  Optional<UnifiedCase> unifiedCase(String number);

  /** Takes note of how far the module has come with a case; an older sequence is passed over. */
  void moduleState(String number, String state, long sequence);
}
