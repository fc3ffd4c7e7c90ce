import java.nio.file.Paths
import org.apache.ofbiz.base.component.ComponentConfig

// Answers the classes below script/org/paylink/ofbiz. Our jar is looked up by name, because without it on the class
// path a script that imports its classes would only say "unable to resolve class".
Class<?> type
try {
  type = Class.forName('org.paylink.web.HostScripts', true, Thread.currentThread().contextClassLoader)
} catch (ClassNotFoundException e) {
  throw new IllegalStateException("Paylink's library is not on the class path of the host. Start the host with " +
      './gradlew ofbiz, which adds plugins/paylink/lib, or add the jar in that folder to the class path.', e)
}
return type.at(Paths.get(ComponentConfig.getRootLocation('paylink'), 'script'))
