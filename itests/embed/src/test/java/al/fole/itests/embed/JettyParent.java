// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.database.LoginRole;
import al.fole.embed.Fole;
import al.fole.embed.FoleServlet;
import al.fole.embed.Mode;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Stage;
import al.fole.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;

/** The parent: a Jetty server with its own page at /registry, and the module below /fole. */
final class JettyParent implements AutoCloseable {
  private final Server server = new Server();
  private final FoleServlet mount = new FoleServlet();
  private final Registry registry = new Registry();
  private final Gate gate = new Gate();
  private final TestDatabase database;
  private final Path data;
  private final String url;
  private volatile @Nullable Fole fole;

  /** Starts the server; the module is not there yet. */
  JettyParent(TestDatabase database, Path data) throws Exception {
    this.database = database;
    this.data = data;
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var own = new ServletContextHandler("/registry");
    own.addServlet(new ServletHolder(new RegistryPage(registry, this::referrals)), "/*");
    var module = new ServletContextHandler("/fole");
    var holder = new ServletHolder(mount);
    holder.setAsyncSupported(true);
    holder.setInitOrder(1);
    module.addServlet(holder, "/*");
    server.setHandler(new ContextHandlerCollection(own, module));
    server.start();
    this.url = "http://127.0.0.1:" + connector.getLocalPort();
  }

  private al.fole.spi.host.@Nullable Referrals referrals() {
    var now = fole;
    return now == null ? null : now.referrals();
  }

  /** Starts the module in this process. */
  void startModule() {
    fole =
        Fole.builder()
            .data(data)
            .mode(Mode.TRAINING)
            .databases(
                database.source(LoginRole.OWNER),
                database.source(LoginRole.APP),
                database.source(LoginRole.SEALER),
                database.source(LoginRole.JOBS))
            .identities(registry)
            .units(registry)
            .cases(registry)
            .listener(registry)
            .gate("porta", gate)
            .address(URI.create(module()))
            .servlet(mount)
            .start();
  }

  void closeModule() {
    var now = fole;
    fole = null;
    if (now != null) {
      now.close();
    }
  }

  Fole fole() {
    return java.util.Objects.requireNonNull(fole);
  }

  Registry registry() {
    return registry;
  }

  Gate gate() {
    return gate;
  }

  /** Address of the parent. */
  String url() {
    return url;
  }

  /** Address of the module. */
  String module() {
    return url + "/fole";
  }

  /** The story's people are users of this parent. */
  Stage stage() {
    return new Stage(
        module(),
        (name, purpose) -> new Caller(module(), "parent:" + registry.signIn(name)),
        new PageDesk(this));
  }

  @Override
  public void close() throws Exception {
    closeModule();
    server.stop();
  }
}
