namespace ChildProtection.Domain.Text;

/// <summary>Code sets of the children in need census (guide 2023 to 2024, sections 2 to 5; sex as from 2024 to 2025).</summary>
public static class CodeLists
{
    public const string ReferralSource = "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10";
    public const string PrimaryNeed = "N1 N2 N3 N4 N5 N6 N7 N8 N9 N0";
    public const string Sex = "M F U";
    public const string Ethnicity = "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN CHNE AOTH BCRB BAFR BOTH OOTH REFU NOBT";
    public const string Disability = "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA";
    public const string CategoryOfAbuse = "NEG PHY SAB EMO";
    public const string ReasonForClosure = "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9";
    public const string Participation = "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7";

    public const string AssessmentFactor =
        "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A 16A 17A "
        + "18B 18C 19B 19C 20 21 22A 23A 24A";

    /// <summary>One category stands for itself; several, or none named, are recorded as multiple (census 5.3).</summary>
    public static string CensusCategory(IReadOnlyList<string> categories) => categories.Count == 1 ? categories[0] : "MUL";
}
