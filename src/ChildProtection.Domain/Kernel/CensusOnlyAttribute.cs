namespace ChildProtection.Domain.Kernel;

/// <summary>Something about a child that the census asks for and no decision does: it does not travel through the engine.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CensusOnlyAttribute : Attribute;
