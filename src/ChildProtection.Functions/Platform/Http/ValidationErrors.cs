namespace ChildProtection.Functions.Platform.Http;

/// <summary>What is wrong with a request, by place: a JSON pointer into the body, or the name of a header or query parameter.</summary>
internal sealed class ValidationErrors
{
    // A megabyte of wrong items would make an answer of many megabytes.
    private const int Most = 200;

    private readonly Dictionary<string, List<string>> _byPointer = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, List<string>> ByPointer => _byPointer;

    public int Count { get; private set; }

    public bool Any => Count > 0;

    public string Summary => Count switch
    {
        1 => "One thing is wrong; see errors.",
        < Most => $"{Count} things are wrong; see errors.",
        _ => $"The first {Most} things that are wrong stand in errors.",
    };

    public ValidationErrors Add(string place, string message)
    {
        if (Count == Most)
            return this;
        Count++;
        if (_byPointer.TryGetValue(place, out var messages))
            messages.Add(message);
        else
            _byPointer[place] = [message];
        return this;
    }

    /// <exception cref="ProblemException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ProblemException(Problems.Validation(this));
    }
}
