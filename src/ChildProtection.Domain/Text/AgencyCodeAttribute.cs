namespace ChildProtection.Domain.Text;

/// <summary>The text, or each text of a list, is the code of an agency: the authority's own, or one that it has configured.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AgencyCodeAttribute : Attribute;
