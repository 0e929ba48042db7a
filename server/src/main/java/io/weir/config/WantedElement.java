package io.weir.config;

import io.weir.config.NodeConfig.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element as {@code config.xml} shall have it. Filled by {@link #of}, then only read.
 *
 * @param attributes values by name, as they shall count
 * @param children by name
 * @param addresses the whole list of its {@code <address>} elements; empty to leave them alone
 */
record WantedElement(
        String name,
        Map<String, String> attributes,
        Map<String, WantedElement> children,
        List<WantedElement> addresses) {

    private WantedElement(String name) {
        this(name, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** The root element with all that an edit is about. */
    static WantedElement of(ConfigEdit edit) {
        WantedElement root = new WantedElement("weir");
        edit.values().forEach((path, value) -> {
            int dot = path.lastIndexOf('.');
            root.below(path.substring(0, dot)).attributes().put(path.substring(dot + 1), value);
        });
        edit.addresses().forEach((path, addresses) -> root.below(path).list(addresses));
        return root;
    }

    private WantedElement below(String path) {
        WantedElement element = this;
        for (String step : path.split("\\.")) {
            element = element.children().computeIfAbsent(step, WantedElement::new);
        }
        return element;
    }

    private void list(List<Address> wanted) {
        for (Address address : wanted) {
            WantedElement element = new WantedElement("address");
            element.attributes().put("host", address.host());
            element.attributes().put("port", Integer.toString(address.port()));
            addresses.add(element);
        }
    }
}
