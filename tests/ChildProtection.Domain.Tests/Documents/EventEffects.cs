using System.Text.RegularExpressions;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Properties;
using ChildProtection.Domain.Tests.Properties.Laws;

namespace ChildProtection.Domain.Tests.Documents;

/// <summary>What facts of a type did in random lives, in words.</summary>
internal sealed partial class EventEffects(Coverage lives)
{
    /// <summary>They begin with whatever event comes first, so they would stand with all of them.</summary>
    private static readonly string[] Birthdays = [DeadlineKinds.EighteenthBirthday, DeadlineKinds.EighteenReview];

    private static readonly ProcedureProfile England = ProcedureLibrary.Get("EN-WT2023");

    /// <summary>The deadlines of which the fact does that; what it opens, it may count again without more being said.</summary>
    public IReadOnlyList<string> Deadlines(string fact, DeadlineEffect effect) =>
    [
        .. from kind in DeadlineKinds.All
           where !Birthdays.Contains(kind.Name) || effect == DeadlineEffect.Meets
           where lives.Effects.ContainsKey((fact, kind.Name, effect))
           where effect != DeadlineEffect.CountsAgain || !lives.Effects.ContainsKey((fact, kind.Name, DeadlineEffect.Opens))
           select $"[{England[kind.Parameter].Title}](procedure.md#{kind.Parameter}) (`{kind.Name}`)",
    ];

    /// <summary>The notices that the fact causes, each with who is told.</summary>
    public IReadOnlyList<string> Notices(string fact) =>
    [
        .. from kind in NotificationKinds.All
           let recipients = Recipients(fact, kind).ToArray()
           where recipients.Length > 0
           select $"{kind.Title} (`{kind.Name}`): {string.Join(", ", recipients)}",
    ];

    /// <summary>A name as words: LeadSocialWorker is lead social worker.</summary>
#pragma warning disable CA1308 // Words within a sentence.
    public static string Words(string name) => Capital().Replace(name, " $0").TrimStart().ToLowerInvariant();
#pragma warning restore CA1308

    private IEnumerable<string> Recipients(string fact, NotificationKind kind)
    {
        foreach (var role in RoleCodes.All)
            if (lives.Told.ContainsKey((fact, kind.Name, role)))
                yield return Words(role);
        if (lives.Told.ContainsKey((fact, kind.Name, ThoseWhoMustHearOfAChangeHearOfIt.AnyAgency)))
            yield return "agencies";
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
