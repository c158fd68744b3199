// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

/** Everything the reference host runs. */
public final class WholeHost implements ContainerDescription {

  @Override
  public FoleContainer container() {
    return FoleContainer.host();
  }
}
