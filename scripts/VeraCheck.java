// Validates PDF files against a profile of veraPDF: java VeraCheck PDFUA-1 FILE...; ends with 1 where one fails.
import java.io.FileInputStream;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraCheck {
    private static final int MOST_FAULTS = 100;

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        String rules = "/org/verapdf/pdfa/validation/" + words[0] + ".xml";
        ValidationProfile profile = Profiles.profileFromXml(PDFAFlavour.class.getResourceAsStream(rules));
        boolean sound = true;
        for (int i = 1; i < words.length; i++) {
            sound &= check(profile, words[i]);
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean check(ValidationProfile profile, String path) throws Exception {
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.NO_FLAVOUR);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, MOST_FAULTS, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "passes" : "FAILS";
            System.out.println(path + ": " + verdict + " (" + result.getTotalAssertions() + " checks)");
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("  " + each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber()
                            + " " + each.getMessage() + " @ " + each.getLocation().getContext());
                }
            }
            return result.isCompliant();
        }
    }
}
