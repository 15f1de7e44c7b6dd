"""Whether a Word file has the form that Nghị định 30/2020/NĐ-CP wants (appendix I): what is wrong, and where."""
