package org.paylink.web;

import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * The Groovy classes below {@code script/} that bind the ports to the host, compiled once per
 * process. The servlet, the host's service scripts and its screens all get the same classes here;
 * the host's own script cache would compile each importing script's copy anew.
 *
 * <p>Uses only what Groovy 2.5 to 5 have in common, because the host brings its Groovy.
 */
public final class HostScripts {
  private static final String PACKAGE_FOLDER = "org/paylink/ofbiz";
  private static final ConcurrentMap<Path, HostScripts> BY_ROOT = new ConcurrentHashMap<>();

  private final GroovyClassLoader loader;

  private HostScripts(GroovyClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The scripts below a folder, compiled at the first call.
   *
   * @param scriptRoot the component's {@code script} folder
   * @throws HostScriptsException when the folder is missing or a script doesn't compile; the next
   *     call tries again
   */
  public static HostScripts at(Path scriptRoot) {
    try {
      return BY_ROOT.computeIfAbsent(scriptRoot.toRealPath(), HostScripts::compile);
    } catch (IOException e) {
      throw new HostScriptsException(
          "Paylink's script folder is missing: "
              + scriptRoot
              + ". Unpack the whole release into the host's plugins folder.",
          e);
    }
  }

  /**
   * A class of the scripts.
   *
   * @throws HostScriptsException when there is none of that name
   */
  public Class<?> type(String className) {
    try {
      return loader.loadClass(className);
    } catch (ClassNotFoundException e) {
      throw new HostScriptsException(
          "Paylink's script class "
              + className
              + " is missing. Unpack the whole release into the host's plugins folder.",
          e);
    }
  }

  /** Whether the scripts have a class of that name. */
  public boolean has(String className) {
    return loader.getResource(className.replace('.', '/') + ".groovy") != null;
  }

  /**
   * A new object of a class of the scripts, made by the constructor that takes the arguments.
   *
   * @throws HostScriptsException when there is no such class or constructor
   */
  public <T> T create(String className, Class<T> as, Object... arguments) {
    Constructor<?> constructor =
        Stream.of(type(className).getConstructors())
            .filter(candidate -> takes(candidate, arguments))
            .findFirst()
            .orElseThrow(
                () ->
                    new HostScriptsException(
                        className + " has no constructor for these arguments", null));
    try {
      return as.cast(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      throw unchecked(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new HostScriptsException(className + " can't be created", e);
    }
  }

  private static HostScripts compile(Path root) {
    // The loader of this class is the one that has the host and Groovy on it, or a child of it.
    GroovyClassLoader loader =
        new GroovyClassLoader(HostScripts.class.getClassLoader(), configuration());
    loader.addClasspath(root.toString());
    HostScripts scripts = new HostScripts(loader);
    classNames(root).forEach(scripts::compileOne);
    return scripts;
  }

  /**
   * Groovy 2.5 writes Java 7 class files unless told otherwise, and the JVM refuses one of those
   * that calls a static method of an interface, such as the host's EntityCondition. Newer ones
   * write newer class files by themselves.
   */
  private static CompilerConfiguration configuration() {
    CompilerConfiguration configuration = new CompilerConfiguration(CompilerConfiguration.DEFAULT);
    if (!CompilerConfiguration.isPostJDK8(configuration.getTargetBytecode())) {
      configuration.setTargetBytecode(CompilerConfiguration.JDK8);
    }
    return configuration;
  }

  /** All are compiled at once, so that a broken script is seen at start and no two threads race. */
  private static List<String> classNames(Path root) {
    Path folder = root.resolve(PACKAGE_FOLDER);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Objects.toString(file.getFileName()))
          .filter(name -> name.endsWith(".groovy"))
          .map(name -> name.substring(0, name.length() - ".groovy".length()))
          .map(name -> PACKAGE_FOLDER.replace('/', '.') + "." + name)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new HostScriptsException("Paylink's scripts can't be read in " + folder, e);
    }
  }

  private void compileOne(String className) {
    try {
      type(className);
    } catch (CompilationFailedException | LinkageError e) {
      throw new HostScriptsException(
          "Paylink's script "
              + className
              + " does not compile on this host. Either the release is for another line of the"
              + " host (jakarta or javax), or a library is missing from the class path: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean takes(Constructor<?> constructor, Object... arguments) {
    Class<?>[] types = constructor.getParameterTypes();
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (arguments[i] != null && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new HostScriptsException("A script of Paylink failed: " + cause, cause);
  }
}
