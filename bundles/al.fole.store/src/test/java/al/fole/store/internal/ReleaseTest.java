// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A bundle that goes takes everything along that was opened for it. */
class ReleaseTest {

  /** Has its own copy of the sample mapper, as another version of a bundle would. */
  private static final class Version extends ClassLoader {
    Version() {
      super(ReleaseTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(SampleMapper.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] code = java.util.Objects.requireNonNull(in).readAllBytes();
        return defineClass(name, code, 0, code.length, SampleMapper.class.getProtectionDomain());
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void nothingHoldsTheClassesOfABundleThatIsGone() throws Exception {
    try (var db = StoreOnPostgres.create()) {
      WeakReference<Class<?>> mapper = openUseAndClose(db);
      for (int i = 0; i < 50 && mapper.get() != null; i++) {
        System.gc();
      }
      assertNull(mapper.get());
    }
  }

  private static WeakReference<Class<?>> openUseAndClose(StoreOnPostgres db) throws Exception {
    Class<?> mapper = new Version().loadClass(SampleMapper.class.getName());
    assertNotSame(SampleMapper.class, mapper);
    Class<?> id = new Version().loadClass(SampleMapper.ThingId.class.getName());
    assertNotSame(SampleMapper.ThingId.class, id);
    var view = db.engine.view();
    view.open(Schema.of("sample", SampleMapper.class, mapper));
    Object found = db.store.read(Sample.WORKER, tx -> call(tx.mapper(mapper), mapper));
    assertEquals(Optional.empty(), found);
    view.close();
    assertThrows(
        IllegalStateException.class, () -> db.store.read(Sample.WORKER, tx -> tx.mapper(mapper)));
    return new WeakReference<>(mapper);
  }

  private static Object call(Object proxy, Class<?> mapper) {
    try {
      Class<?> id = mapper.getClassLoader().loadClass(SampleMapper.ThingId.class.getName());
      var constructor = id.getDeclaredConstructor(UUID.class);
      constructor.setAccessible(true);
      var method = mapper.getMethod("thing", id);
      method.setAccessible(true);
      return method.invoke(proxy, constructor.newInstance(UUID.randomUUID()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
