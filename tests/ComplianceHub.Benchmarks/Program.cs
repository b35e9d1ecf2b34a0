using System.Globalization;
using ComplianceHub.Benchmarks;

// Figures that no unit test gives: agreement with other tools' recorded answers, and speed.
return args switch
{
    ["buildkit-agreement", var recorded, var corpus] => BuildKitAgreement.Run(recorded, corpus),
    ["parse-speed", var corpus] => ParseSpeed.Run(corpus),
    ["fix-corpus", var corpus] => FixCorpus.Run(corpus, null),
    ["fix-corpus", var corpus, var rule] => FixCorpus.Run(corpus, rule),
    ["rule-costs", var corpus] => RuleCosts.Run(corpus),
    ["findings", var corpus] => FindingList.Run(corpus),
    ["peer-agreement", var recorded, var corpus] => PeerAgreement.Run(recorded, corpus, null),
    ["peer-agreement", var recorded, var corpus, var rule] => PeerAgreement.Run(recorded, corpus, rule),
    ["fuzz", var corpus, var count] => Fuzz.Run(corpus, long.Parse(count, CultureInfo.InvariantCulture), 1),
    ["fuzz", var corpus, var count, var seed] => Fuzz.Run(corpus, long.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    ["fill-hub", var folder, var images, var teams] => await LargeOrganisation.FillAsync(folder, int.Parse(images, CultureInfo.InvariantCulture), int.Parse(teams, CultureInfo.InvariantCulture)),
    ["query-times", var folder] => await QueryTimes.RunAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        buildkit-agreement FILE CORPUS   compare with the trees BuildKit printed (JSON lines, may be gzipped)
        peer-agreement FINDINGS CORPUS [RULE]
                                         compare with what other linters reported (CSV, may be gzipped); with a rule of theirs, print where not
        parse-speed CORPUS               files a second over a folder, one thread
        fix-corpus CORPUS [RULE]         try every repair and hold it against the laws; with a rule, print its patches
        rule-costs CORPUS                what each rule costs a file, in time and memory
        findings CORPUS                  every result of every file, to compare two versions of the engine
        fuzz CORPUS COUNT [SEED]         grade so many broken files made of a folder's, on all cores; stops at the first that breaks a law
        fill-hub FOLDER IMAGES TEAMS     fill a data folder with an invented organisation of that size
        query-times FOLDER               how long the queries of the pages take over a data folder
        """);
    return 2;
}
