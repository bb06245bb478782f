namespace EndToEnd.Harness;

/// <summary>A person with an account.</summary>
internal sealed record Person(string Subject, string Name, string Role, string? Agency = null)
{
    public string? Team => Agency is null ? "north" : null;
}

internal static class People
{
    public static readonly Person SocialWorker = new("sw.1", "Sam Walker", "SocialWorker");
    public static readonly Person Manager = new("mgr.1", "Mo Marsh", "TeamManager");
    public static readonly Person ServiceManager = new("svc.1", "Sal Vance", "ServiceManager");
    public static readonly Person Head = new("head.1", "Hay Dean", "HeadOfService");
    public static readonly Person Chair = new("chair.1", "Chris Hart", "ConferenceChair");
    public static readonly Person Support = new("bs.1", "Bo Stone", "BusinessSupport");
    public static readonly Person Police = new("police.1", "Pat Lane", "Agency", "police");
    public static readonly Person Hospital = new("hospital.1", "Hal Ward", "Agency", "health");
    public static readonly Person Court = new("court.1", "Cory Bench", "Agency", "court");
    public static readonly Person School = new("school.1", "Sky Long", "Agency", "school");
    public static readonly Person Administrator = new("admin.1", "Ada Minster", "Administrator");
}
