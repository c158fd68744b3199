// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The same extension on both sides. Outside it starts the framework, skips every method of the test
 * and asks the inside to run it; inside it lets methods run and injects.
 */
public final class PaxExamExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        InvocationInterceptor,
        ParameterResolver,
        TestInstancePostProcessor {

  private static final boolean INSIDE = FrameworkUtil.getBundle(PaxExamExtension.class) != null;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (!INSIDE) {
      Outside.enter(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!INSIDE) {
      Outside.leave(context);
    }
  }

  @Override
  public void postProcessTestInstance(Object test, ExtensionContext context) {
    if (INSIDE) {
      Injection.intoFields(test);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BundleContext.class
        || parameter.isAnnotated(OsgiService.class);
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return INSIDE ? Injection.parameter(parameter, context) : null;
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    test(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    test(invocation, context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    around(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    around(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    around(invocation);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    around(invocation);
  }

  private static void test(Invocation<@Nullable Void> invocation, ExtensionContext context)
      throws Throwable {
    around(invocation);
    if (!INSIDE) {
      Outside.run(context);
    }
  }

  private static void around(Invocation<@Nullable Void> invocation) throws Throwable {
    if (INSIDE) {
      invocation.proceed();
    } else {
      invocation.skip();
    }
  }
}
