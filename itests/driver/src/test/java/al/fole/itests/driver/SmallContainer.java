// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

/** Declarative services and logging; no database, no HTTP, nothing of the module. */
final class SmallContainer implements ContainerDescription {

  @Override
  public FoleContainer container() {
    return FoleContainer.host()
        .withoutDatabase()
        .property("fole.answer", "42")
        .only(
            "asm",
            "asm-tree",
            "asm-analysis",
            "asm-commons",
            "asm-util",
            "org.apache.aries.spifly.dynamic.bundle",
            "slf4j-api",
            "logback-core",
            "logback-classic",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.log",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr");
  }
}
