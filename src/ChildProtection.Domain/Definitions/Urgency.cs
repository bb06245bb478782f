namespace ChildProtection.Domain.Definitions;

/// <summary>How soon a person must read a notice.</summary>
public enum Urgency
{
    /// <summary>It can wait for the next morning, together with the others of that day.</summary>
    Daily,

    /// <summary>It must be read on the day itself: a child is in danger, or a duty is late or cannot go on without a decision.</summary>
    AtOnce,
}
