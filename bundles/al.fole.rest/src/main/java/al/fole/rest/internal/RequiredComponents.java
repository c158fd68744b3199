// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/**
 * Every component of a record is required, and so is every element of a collection in it, unless
 * marked {@code @Nullable}. The mark is read from the class file: reflection would show it only to
 * bundles that import JSpecify, and none does.
 */
final class RequiredComponents extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final String MARK = "Lorg/jspecify/annotations/Nullable;";

  /** Component → what of it may be null: "" itself, "0;" an element, "1;" a value of a map. */
  private final transient Map<Class<?>, Map<String, Set<String>>> marks = new ConcurrentHashMap<>();

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return (member instanceof AnnotatedParameter p && isComponent(p)) ? !nullable(p, "") : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter p) || !isComponent(p)) {
      return JsonSetter.Value.empty();
    }
    boolean collection =
        Collection.class.isAssignableFrom(p.getRawType())
            || Map.class.isAssignableFrom(p.getRawType());
    String element = Map.class.isAssignableFrom(p.getRawType()) ? "1;" : "0;";
    return JsonSetter.Value.construct(
        nullable(p, "") ? Nulls.SET : Nulls.FAIL,
        collection && !nullable(p, element) ? Nulls.FAIL : Nulls.DEFAULT);
  }

  private static boolean isComponent(AnnotatedParameter parameter) {
    Class<?> type = parameter.getDeclaringClass();
    return type.isRecord()
        && parameter.getOwner() instanceof AnnotatedConstructor c
        && c.getParameterCount() == type.getRecordComponents().length;
  }

  private boolean nullable(AnnotatedParameter parameter, String path) {
    Class<?> type = parameter.getDeclaringClass();
    String name = type.getRecordComponents()[parameter.getIndex()].getName();
    return marks
        .computeIfAbsent(type, RequiredComponents::read)
        .getOrDefault(name, Set.of())
        .contains(path);
  }

  private static Map<String, Set<String>> read(Class<?> record) {
    var found = new HashMap<String, Set<String>>();
    String file = record.getName().substring(record.getName().lastIndexOf('.') + 1) + ".class";
    try (var in = record.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no class file of " + record.getName());
      }
      new ClassReader(in)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public RecordComponentVisitor visitRecordComponent(
                    String name, String descriptor, @Nullable String signature) {
                  return new RecordComponentVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable AnnotationVisitor visitTypeAnnotation(
                        int ref, @Nullable TypePath path, String mark, boolean visible) {
                      if (mark.equals(MARK)) {
                        found
                            .computeIfAbsent(name, n -> new HashSet<>())
                            .add(path == null ? "" : path.toString());
                      }
                      return null;
                    }
                  };
                }
              },
              ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
