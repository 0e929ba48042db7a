package io.weir.config;

import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Validates what was read against {@code config.xsd}, values resolved and overridden. Run when our own checks, whose messages are better,
 * have found nothing: it holds the two to the same rules. Confined to the loading thread.
 */
final class SchemaCheck {
    private static final Schema SCHEMA = compile();

    private final String file;
    private final Settings settings;
    private final Problems problems;
    private final Deque<ConfigElement> open = new ArrayDeque<>();

    SchemaCheck(String file, Settings settings, Problems problems) {
        this.file = file;
        this.settings = settings;
        this.problems = problems;
    }

    void check(ConfigElement root) {
        ValidatorHandler validator = SCHEMA.newValidatorHandler();
        validator.setErrorHandler(new Reporter());
        try {
            validator.startDocument();
            feed(root, validator);
            validator.endDocument();
        } catch (SAXException unreachable) {
            throw new IllegalStateException("the reporter throws nothing", unreachable);
        }
    }

    private static Schema compile() {
        URL source = Objects.requireNonNull(SchemaCheck.class.getResource("config.xsd"), "config.xsd");
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(source);
        } catch (SAXException broken) {
            throw new IllegalStateException("config.xsd cannot be used: " + broken.getMessage(), broken);
        }
    }

    private void feed(ConfigElement element, ValidatorHandler validator) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        for (Map.Entry<String, Setting> each : element.attributes().entrySet()) {
            String path = each.getValue().path();
            // Without a value that counts, the attribute is one of an address that an override replaced.
            settings.effective(path)
                    .map(text -> Setting.isSecret(path) ? "" : text)
                    .ifPresent(text -> attributes.addAttribute("", each.getKey(), each.getKey(), "CDATA", text));
        }
        open.push(element);
        validator.startElement("", element.name(), element.name(), attributes);
        for (ConfigElement child : element.children()) {
            feed(child, validator);
        }
        validator.endElement("", element.name(), element.name());
        open.pop();
    }

    /** Takes what the schema rejects as problems of the element at hand. */
    private final class Reporter implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {
            error(exception);
        }

        @Override
        public void error(SAXParseException exception) {
            ConfigElement element = open.element();
            String reason = Setting.shown(String.valueOf(exception.getMessage()));
            problems.add(
                    file, element.line(), element.path(), "<" + element.name() + ">", "as in config.xsd: " + reason);
        }

        @Override
        public void fatalError(SAXParseException exception) {
            error(exception);
        }
    }
}
