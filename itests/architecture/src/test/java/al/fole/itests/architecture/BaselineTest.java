// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison with the last release notices a deliberate break. */
class BaselineTest {
  @TempDir Path temp = Path.of("");

  @Test
  void theSameApiHasNoDifference() throws Exception {
    var api = BuiltBundle.named("al.fole.api").get(0);
    try (var jar = new Jar(api.file());
        var same = new Jar(api.file())) {
      assertEquals(Set.of(), mismatches(jar, same));
    }
  }

  @Test
  void aMethodAddedToWhatOthersImplementAsksForAMajorVersion() throws Exception {
    var api = BuiltBundle.named("al.fole.api").get(0);
    compile(
        "al/fole/journal/Follower.java",
        """
        package al.fole.journal;
        @org.osgi.annotation.versioning.ConsumerType
        public interface Follower {
          String name();
          java.util.Set<String> types();
          void on(al.fole.store.Tx tx, StoredEvent event);
          void added();
        }
        """);
    try (var released = new Jar(api.file());
        var changed = new Jar(api.file());
        var compiled = new Jar(temp.toFile())) {
      var name = "al/fole/journal/Follower.class";
      changed.putResource(name, compiled.getResource(name), true);
      changed.setManifest(released.getManifest());
      assertEquals(Set.of("al.fole.journal MAJOR"), mismatches(changed, released));
    }
  }

  private static Set<String> mismatches(Jar newer, Jar older) throws Exception {
    try (var processor = new Processor()) {
      processor.setProperty(Constants.DIFFIGNORE, "Bundle-Version");
      var found = new TreeSet<String>();
      for (var info : new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, null)) {
        if (info.mismatch) {
          Delta delta = info.packageDiff.getDelta();
          found.add(info.packageName + " " + delta);
        }
      }
      return found;
    }
  }

  private void compile(String name, String text) throws IOException {
    var source =
        new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignore) {
            return text;
          }
        };
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-proc:none", "--release", "17", "-d", temp.toString()),
                null,
                List.of(source))
            .call();
    assertTrue(done, said.toString());
  }
}
